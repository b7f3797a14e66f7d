package dev.tidewire.query.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.stream.Collector;

/**
 * A statement in a transaction of its own, with its own settings. Beginning, statement and end are
 * sent together: they cost one round trip, and nothing of them stays in the session. So they also
 * work behind a proxy that gives sessions away by the transaction.
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
    // Queued on the connection in this order; each of them is traced.
    Future<?> begun = connection.query(begin(statement.planner(), limit)).execute();
    Future<SqlResult<T>> result =
        connection.preparedQuery(statement.sql()).collecting(collector).execute(parameters);
    Future<?> committed = connection.query("COMMIT").execute();
    return begun.compose(started -> result).eventually(() -> committed);
  }

  private static String begin(Planner planner, Duration limit) {
    long millis = Math.max(1, limit.toMillis());
    return "BEGIN READ ONLY;SET LOCAL statement_timeout=" + millis + planner.settings();
  }
}
