package dev.tidewire.bench.stack;

import io.vertx.sqlclient.Row;
import java.io.IOException;

/** The tables that the readings are stored in. */
public final class StoreTables {
  private static final String READINGS =
      """
      SELECT (SELECT coalesce(sum(n), 0) FROM chunk)::bigint, (SELECT count(*) FROM block)
      """;
  private static final String BLOCK_BYTES = "SELECT pg_total_relation_size('block')";
  private static final String CHUNK_BYTES =
      "SELECT sum(pg_total_relation_size(relid))::bigint FROM pg_partition_tree('chunk')";
  private static final String STATISTICS =
      """
      SELECT sum(n_dead_tup)::bigint, sum(vacuum_count + autovacuum_count)::bigint
      FROM pg_stat_user_tables WHERE relname = 'block' OR relname LIKE 'chunk%'
      """;

  private final Database database;

  /** Those of the stack's database. */
  public StoreTables(Database database) {
    this.database = database;
  }

  /** How many readings are stored, when all are merged; no two have the same series and time. */
  public long settledReadings() throws IOException, InterruptedException {
    Row row = database.run(READINGS).iterator().next();
    if (row.getLong(1) > 0) {
      throw new IOException("%d blocks are not merged".formatted(row.getLong(1)));
    }
    return row.getLong(0);
  }

  /** What {@code block} and its indexes take up. */
  public long blockBytes() throws IOException, InterruptedException {
    return database.number(BLOCK_BYTES);
  }

  /** What the partitions of {@code chunk} and their indexes take up. */
  public long chunkBytes() throws IOException, InterruptedException {
    return database.number(CHUNK_BYTES);
  }

  /** Dead rows of both, and how often they were vacuumed. */
  public Vacuums vacuums() throws IOException, InterruptedException {
    Row row = database.run(STATISTICS).iterator().next();
    return new Vacuums(row.getLong(0), row.getLong(1));
  }

  /** What the statistics tell of dead rows. */
  public record Vacuums(long deadRows, long done) {}

  /** Vacuums both. */
  public void vacuum() throws IOException, InterruptedException {
    database.run("VACUUM block, chunk");
  }

  /** Deletes all readings. The series stay, so the services keep their ids. */
  public void empty() throws IOException, InterruptedException {
    database.run("TRUNCATE block, chunk");
  }
}
