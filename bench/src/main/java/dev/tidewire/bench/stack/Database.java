package dev.tidewire.bench.stack;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The stack's database, for questions and chores beside the measurements. */
public final class Database implements AutoCloseable {
  private static final long TIMEOUT_SECONDS = 300;

  private final Vertx vertx = Vertx.vertx();
  private final PgConnection connection;

  /** Connects. */
  public Database(String uri) throws IOException, InterruptedException {
    connection = await(PgConnection.connect(vertx, PgConnectOptions.fromUri(uri)));
  }

  /** Runs a statement. */
  public void update(String sql) throws IOException, InterruptedException {
    await(connection.query(sql).execute());
  }

  /** The number that a query gives. */
  public long number(String sql) throws IOException, InterruptedException {
    return await(connection.query(sql).execute()).iterator().next().getLong(0);
  }

  /** A number for each text, from the rows that a query gives. */
  public Map<String, Long> numbersByText(String sql) throws IOException, InterruptedException {
    Map<String, Long> numbers = new HashMap<>();
    for (Row row : await(connection.query(sql).execute())) {
      numbers.put(row.getString(0), row.getLong(1));
    }
    return numbers;
  }

  /** The bytes that the database has ever written to its log. */
  public long walBytes() throws IOException, InterruptedException {
    return number("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint");
  }

  /** The bytes of the readings and their index. */
  public long tableBytes() throws IOException, InterruptedException {
    return number(
        "SELECT sum(pg_total_relation_size(relid))::bigint FROM pg_partition_tree('reading')");
  }

  /** The text that a query gives. */
  public String text(String sql) throws IOException, InterruptedException {
    return await(connection.query(sql).execute()).iterator().next().getString(0);
  }

  /**
   * Does now what Postgres would else do in the middle of a measurement, of whichever it hits:
   * vacuum and checkpoint.
   */
  public void settle() throws IOException, InterruptedException {
    update("VACUUM ANALYZE");
    update("CHECKPOINT");
  }

  private static <T> T await(io.vertx.core.Future<T> future)
      throws IOException, InterruptedException {
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
    try {
      await(connection.close());
      await(vertx.close());
    } catch (IOException e) {
      throw new IllegalStateException("closing the database connection failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
