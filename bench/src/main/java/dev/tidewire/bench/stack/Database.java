package dev.tidewire.bench.stack;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A connection to the stack's database. */
public final class Database implements AutoCloseable {
  private static final long TIMEOUT_SECONDS = 300;
  private static final String LOG_BYTES =
      "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint";

  private final Vertx vertx = Vertx.vertx();
  private final PgConnection connection;

  /** Connects. */
  public Database(String uri) throws IOException, InterruptedException {
    connection = await(PgConnection.connect(vertx, PgConnectOptions.fromUri(uri)));
  }

  /** Runs a statement, or several with semicolons between them. */
  public RowSet<Row> run(String sql) throws IOException, InterruptedException {
    return await(connection.query(sql).execute());
  }

  /** The number that a query gives. */
  public long number(String sql) throws IOException, InterruptedException {
    return run(sql).iterator().next().getLong(0);
  }

  /** How much Postgres has written to its log since it was made. */
  public long logBytes() throws IOException, InterruptedException {
    return number(LOG_BYTES);
  }

  /** Blocks until the result is there; fails when it is not there in five minutes. */
  public static <T> T await(Future<T> future) throws IOException, InterruptedException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("Postgres failed to answer the benchmark: " + e, e);
    }
  }

  @Override
  public void close() {
    // Also closes the connection; nothing waits for the end.
    var unused = vertx.close();
  }
}
