package dev.tidewire.query.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.impl.SqlClientInternal;
import java.time.Duration;
import java.util.stream.Collector;

/**
 * A statement in a transaction of its own, with its own settings. Beginning, statement and end are
 * sent in one write: they cost one round trip, and nothing of them stays in the session. So they
 * also work behind a proxy that gives sessions away by the transaction. The client does not trace
 * what is sent like this.
 */
final class OneRoundTrip {
  private OneRoundTrip() {}

  /**
   * Runs a statement.
   *
   * @param limit after which the server stops the statement, and says so
   */
  static <T> Future<SqlResult<T>> run(
      SqlConnection connection,
      Statement statement,
      Duration limit,
      Tuple parameters,
      Collector<Row, ?, T> collector) {
    Promise<SqlResult<T>> result = Promise.promise();
    ((SqlClientInternal) connection)
        .group(
            together ->
                transaction(together, statement, limit, parameters, collector).onComplete(result));
    return result.future();
  }

  private static <T> Future<SqlResult<T>> transaction(
      SqlClient together,
      Statement statement,
      Duration limit,
      Tuple parameters,
      Collector<Row, ?, T> collector) {
    Future<?> begun = together.query(begin(statement.planner(), limit)).execute();
    Future<SqlResult<T>> result =
        together.preparedQuery(statement.sql()).collecting(collector).execute(parameters);
    Future<?> committed = together.query("COMMIT").execute();
    return begun.compose(started -> result).eventually(() -> committed);
  }

  private static String begin(Planner planner, Duration limit) {
    long millis = Math.max(1, limit.toMillis());
    return "BEGIN READ ONLY;SET LOCAL statement_timeout=" + millis + planner.settings();
  }
}
