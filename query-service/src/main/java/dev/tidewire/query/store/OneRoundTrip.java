package dev.tidewire.query.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.impl.SqlClientInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    List<Future<?>> around = new ArrayList<>(2);
    List<Future<SqlResult<T>>> result = new ArrayList<>(1);
    ((SqlClientInternal) connection)
        .group(
            client -> {
              around.add(client.query(begin(statement.planner(), limit)).execute());
              result.add(
                  client.preparedQuery(statement.sql()).collecting(collector).execute(parameters));
              around.add(client.query("COMMIT").execute());
            });
    return around.get(0).compose(begun -> result.get(0)).eventually(() -> around.get(1));
  }

  private static String begin(Planner planner, Duration limit) {
    long millis = Math.max(1, limit.toMillis());
    return "BEGIN READ ONLY;SET LOCAL statement_timeout=" + millis + planner.settings();
  }
}
