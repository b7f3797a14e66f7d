package dev.tidewire.query;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.frame.ReadingColumns;
import dev.tidewire.local.Postgres;
import dev.tidewire.local.TestStack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntToDoubleFunction;

/** What is in the database, put there and read back with plain SQL. */
public final class Stored {
  /** Of all series that have readings. */
  public static final int HOME = 3;

  private static final AtomicInteger TURN = new AtomicInteger();

  private Stored() {}

  /** Weekly partitions over a year, as the writer makes them, and two for all other times. */
  public static void partitions() {
    execute(
        """
        DO $$ DECLARE week date := '2026-01-05'; BEGIN
          CREATE TABLE IF NOT EXISTS chunk_past PARTITION OF chunk
            FOR VALUES FROM (MINVALUE) TO ('2026-01-05Z');
          CREATE TABLE IF NOT EXISTS chunk_future PARTITION OF chunk
            FOR VALUES FROM ('2026-12-28Z') TO (MAXVALUE);
          WHILE week < '2026-12-28' LOOP
            EXECUTE format('CREATE TABLE IF NOT EXISTS chunk_%s PARTITION OF chunk FOR VALUES FROM (%L) TO (%L)',
              to_char(week, 'YYYYMMDD'), week || 'Z', week + 7 || 'Z');
            week := week + 7;
          END LOOP;
        END $$
        """);
  }

  /** Describes a series and returns its id. */
  public static long series(String sensor, String metric, String unit, String tags) {
    String sql =
        "INSERT INTO series (home, sensor, metric, unit, tags) VALUES (?, ?, ?, ?, ?::jsonb)"
            + " RETURNING id";
    return Long.parseLong(rows(sql, HOME, sensor, metric, unit, tags).get(0));
  }

  /** Gives the series of a sensor their home, and returns their ids. */
  public static long[] ids(String sensor) {
    return idsWhere("sensor = ?", sensor);
  }

  /** Gives the series of the sensors that begin so their home, and returns their ids. */
  public static long[] idsLike(String prefix) {
    return idsWhere("starts_with(sensor, ?)", prefix);
  }

  private static long[] idsWhere(String condition, String name) {
    execute("UPDATE series SET home = " + HOME + " WHERE " + condition, name);
    return rows("SELECT id FROM series WHERE " + condition + " ORDER BY id", name).stream()
        .mapToLong(Long::parseLong)
        .toArray();
  }

  /** One reading: by turns in a chunk, a merged block and a block of a poll. */
  public static void reading(long series, String time, double value) {
    ReadingColumns one = new ReadingColumns(1);
    one.add(series, ReadingTime.toMicros(Instant.parse(time)), value);
    switch (TURN.getAndIncrement() % 3) {
      case 0 -> StoredFrames.chunks(one);
      case 1 -> StoredFrames.blocks(HOME, 1, one);
      default -> StoredFrames.blocks(HOME, 0, one);
    }
  }

  /** As many readings, each {@code step} after the other; their values count from 0. */
  public static void readings(long series, String from, String step, int count) {
    readings(new long[] {series}, from, step, count, n -> n);
  }

  /**
   * As many readings of each series, each {@code step} after the other: the first ones in chunks,
   * the next ones in merged blocks, the last ones in blocks of polls.
   */
  public static void readings(
      long[] series, String from, String step, int count, IntToDoubleFunction value) {
    long start = ReadingTime.toMicros(Instant.parse(from));
    long micros =
        Long.parseLong(
            rows("SELECT (extract(epoch FROM ?::interval) * 1000000)::bigint", step).get(0));
    int settled = count - Math.min(count / 4, 1500);
    int merged = (settled + count) / 2;
    ReadingColumns level1 = new ReadingColumns(16);
    ReadingColumns level0 = new ReadingColumns(16);
    ReadingColumns chunks = new ReadingColumns(16);
    for (long id : series) {
      for (int n = 0; n < count; n++) {
        ReadingColumns to = n < settled ? chunks : n < merged ? level1 : level0;
        to.add(id, start + n * micros, value.applyAsDouble(n));
      }
    }
    StoredFrames.chunks(chunks);
    StoredFrames.blocks(HOME, 1, level1);
    StoredFrames.blocks(HOME, 0, level0);
  }

  /** Runs a statement. */
  public static void execute(String sql, Object... parameters) {
    try (Connection connection = connect();
        PreparedStatement statement = prepare(connection, sql, parameters)) {
      statement.execute();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** The first column of each row. */
  public static List<String> rows(String sql, Object... parameters) {
    try (Connection connection = connect();
        PreparedStatement statement = prepare(connection, sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      List<String> all = new ArrayList<>();
      while (rows.next()) {
        all.add(rows.getString(1));
      }
      return all;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  private static Connection connect() throws SQLException {
    Postgres postgres = TestStack.shared().postgres();
    return DriverManager.getConnection(
        postgres.jdbcUrl(), postgres.username(), postgres.password());
  }
}
