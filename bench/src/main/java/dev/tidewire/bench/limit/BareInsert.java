package dev.tidewire.bench.limit;

import dev.tidewire.bench.stack.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;

/**
 * Inserts a row a reading, sorted by the key, over two connections. This is what the readings would
 * cost if each had a row.
 */
public final class BareInsert implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final InsertLane first;
  private final InsertLane second;

  /** Makes the table. */
  public BareInsert(String uri, long firstMillis) throws IOException, InterruptedException {
    try (Database database = new Database(uri)) {
      RowTable.create(database);
    }
    first = new InsertLane(vertx, uri, 1, firstMillis);
    second = new InsertLane(vertx, uri, 1 + InsertLane.SERIES, firstMillis);
  }

  /** Inserts a multiple of 1000 rows, and returns their number when all are committed. */
  public long run(long rows) throws IOException, InterruptedException {
    Future<Long> one = first.insert(rows / 2);
    Future<Long> other = second.insert(rows / 2);
    long inserted = Database.await(one) + Database.await(other);
    if (inserted != rows) {
      throw new IOException("inserted " + inserted + " rows instead of " + rows);
    }
    return inserted;
  }

  @Override
  public void close() {
    var unused = vertx.close();
  }
}
