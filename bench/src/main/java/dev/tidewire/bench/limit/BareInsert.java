package dev.tidewire.bench.limit;

import dev.tidewire.bench.stack.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;

/**
 * Inserts sorted rows into a twin of the table {@code reading}, with as many connections, as many
 * rows in a statement and the same pattern of keys as the processing service.
 */
public final class BareInsert implements AutoCloseable {
  private static final String CREATE_TWIN =
      """
      CREATE SCHEMA bench;
      CREATE TABLE bench.reading (LIKE public.reading INCLUDING ALL) PARTITION BY RANGE (time);
      DO $$
      DECLARE
        original record;
      BEGIN
        FOR original IN
          SELECT c.relname AS name, pg_get_expr(c.relpartbound, c.oid) AS bound
          FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
          WHERE i.inhparent = 'public.reading'::regclass
        LOOP
          EXECUTE format('CREATE TABLE bench.%I PARTITION OF bench.reading %s',
              original.name, original.bound);
        END LOOP;
      END $$
      """;

  private final Vertx vertx = Vertx.vertx();
  private final InsertLane first;
  private final InsertLane second;

  /** Creates the twin with the partitions that the original has now. */
  public BareInsert(String uri, long firstMillis) throws IOException, InterruptedException {
    try (Database database = new Database(uri)) {
      database.run(CREATE_TWIN);
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
