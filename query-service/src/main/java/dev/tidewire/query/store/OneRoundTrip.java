package dev.tidewire.query.store;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.impl.SqlClientInternal;
import java.time.Duration;
import java.util.stream.Collector;

/**
 * A statement in a transaction of its own, with its own settings. Beginning and statement are sent
 * in one write and the end behind them: all cost one round trip, and nothing of them stays in the
 * session. So they also work behind a proxy that gives sessions away by the transaction. The client
 * does not trace what is sent in one write.
 */
final class OneRoundTrip {
  private OneRoundTrip() {}

  /**
   * Runs a statement.
   *
   * @param check of the ids in the statement
   * @param limit after which the server stops the statement, and says so
   */
  static <T> Future<SqlResult<T>> run(
      SqlConnection connection,
      SeriesCheck check,
      Statement statement,
      Duration limit,
      Tuple parameters,
      Collector<Row, ?, T> collector) {
    Promise<SqlResult<T>> result = Promise.promise();
    ((SqlClientInternal) connection)
        .group(
            together -> {
              String begin = begin(statement.planner(), limit);
              Future<?> begun = together.query(begin).execute();
              Future<Void> checked = check.run(together);
              Future<SqlResult<T>> rows =
                  together.preparedQuery(statement.sql()).collecting(collector).execute(parameters);
              begun.compose(started -> checked).compose(same -> rows).onComplete(result);
            });
    Future<?> committed = connection.query("COMMIT").execute();
    return committed.transform(end -> ended(result, end));
  }

  /**
   * Commands are answered in their order, so the result is there. Only where the connection was
   * closed before, what was sent in one write is never answered; the end fails then.
   */
  private static <T> Future<SqlResult<T>> ended(
      Promise<SqlResult<T>> result, AsyncResult<?> committed) {
    if (committed.failed()) {
      result.tryFail(committed.cause());
    }
    return result.future();
  }

  static String begin(Planner planner, Duration limit) {
    long millis = Math.max(1, limit.toMillis());
    return "BEGIN READ ONLY;SET LOCAL statement_timeout=" + millis + planner.settings();
  }
}
