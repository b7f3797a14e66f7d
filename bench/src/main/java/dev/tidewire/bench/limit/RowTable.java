package dev.tidewire.bench.limit;

import dev.tidewire.bench.stack.Database;
import java.io.IOException;

/** The limits' own table, {@code bench.reading}: a row a reading, found by its key. */
public final class RowTable {
  private static final String CREATE =
      """
      SET client_min_messages = warning;
      CREATE SCHEMA IF NOT EXISTS bench;
      DROP TABLE IF EXISTS bench.reading;
      CREATE TABLE bench.reading (
        series_id bigint NOT NULL,
        time timestamptz NOT NULL,
        value double precision NOT NULL,
        PRIMARY KEY (series_id, time))
      """;

  /** In the order of the key, so that the pages are as full as they can be. */
  private static final String FILL =
      """
      INSERT INTO bench.reading SELECT series_id, time, value FROM public.reading ORDER BY 1, 2;
      VACUUM ANALYZE bench.reading
      """;

  private static final String BYTES = "SELECT pg_total_relation_size('bench.reading')";

  private RowTable() {}

  /** Makes the table, empty. */
  public static void create(Database database) throws IOException, InterruptedException {
    database.run(CREATE);
  }

  /** Makes the table, with all readings that are stored. */
  public static void copy(Database database) throws IOException, InterruptedException {
    create(database);
    for (String statement : FILL.split(";")) {
      database.run(statement);
    }
  }

  /** Vacuums the table. */
  public static void vacuum(Database database) throws IOException, InterruptedException {
    database.run("VACUUM bench.reading");
  }

  /** How many rows it has. */
  public static long rows(Database database) throws IOException, InterruptedException {
    return database.number("SELECT count(*) FROM bench.reading");
  }

  /** What it and its index take up. */
  public static long bytes(Database database) throws IOException, InterruptedException {
    return database.number(BYTES);
  }
}
