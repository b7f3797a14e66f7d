package dev.tidewire.query.store;

import dev.tidewire.platform.database.DatabaseUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collector;

/**
 * A statement in a transaction of its own, with its own settings, whose rows are fetched a few at a
 * time. The client keeps all that it has received of an answer until the answer ends, so one that
 * may be large has to come in several. Each costs a round trip.
 *
 * @param end when to give up, as {@link System#nanoTime}
 */
record InPieces<A, T>(
    SqlConnection connection, Statement statement, Collector<Row, A, T> collector, long end) {
  /** Of at most some 12 KB each. */
  private static final int ROWS = 64;

  private static final String TOO_MANY =
      "So many blocks wait to be merged that this cannot be answered in time; ask for less, or try"
          + " again later.";

  /**
   * Runs a statement.
   *
   * @param check of the ids in the statement
   * @param limit after which it is given up, and the server stops the piece in work
   */
  static <A, T> Future<T> run(
      SqlConnection connection,
      SeriesCheck check,
      Statement statement,
      Duration limit,
      Tuple parameters,
      Collector<Row, A, T> collector) {
    long end = System.nanoTime() + limit.toNanos();
    return new InPieces<>(connection, statement, collector, end).run(check, parameters, limit);
  }

  private Future<T> run(SeriesCheck check, Tuple parameters, Duration limit) {
    return connection
        .query(OneRoundTrip.begin(statement.planner(), limit) + idle(limit))
        .execute()
        .compose(begun -> check.run(connection))
        .compose(same -> fetch(parameters))
        .eventually(() -> connection.query("COMMIT").execute());
  }

  /** Between two pieces the transaction is idle: one of a frozen process ends by itself. */
  private static String idle(Duration limit) {
    return ";SET LOCAL idle_in_transaction_session_timeout=" + limit.multipliedBy(2).toMillis();
  }

  private Future<T> fetch(Tuple parameters) {
    return connection
        .prepare(statement.sql())
        .compose(
            prepared -> {
              Cursor cursor = prepared.cursor(parameters);
              Promise<T> all = Promise.promise();
              fetch(cursor, collector.supplier().get(), all);
              return all.future()
                  .eventually(() -> cursor.close())
                  .eventually(() -> prepared.close());
            });
  }

  /** Piece after piece by callbacks: futures that wait for one another would fill the stack. */
  private void fetch(Cursor cursor, A rows, Promise<T> all) {
    if (System.nanoTime() - end > 0) {
      all.fail(new DatabaseUnavailableException(TOO_MANY, new TimeoutException("blocks")));
      return;
    }
    cursor
        .read(ROWS)
        .map(piece -> add(piece, rows))
        .onComplete(
            read -> {
              if (read.failed()) {
                all.fail(read.cause());
              } else if (cursor.hasMore()) {
                fetch(cursor, rows, all);
              } else {
                finish(rows, all);
              }
            });
  }

  private void finish(A rows, Promise<T> all) {
    try {
      all.complete(collector.finisher().apply(rows));
    } catch (RuntimeException failure) {
      all.fail(failure);
    }
  }

  private A add(RowSet<Row> piece, A rows) {
    piece.forEach(row -> collector.accumulator().accept(rows, row));
    return rows;
  }
}
