package dev.tidewire.query;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.frame.FrameDecoder;
import dev.tidewire.contract.frame.FrameEncoder;
import dev.tidewire.contract.frame.ReadingColumns;
import dev.tidewire.contract.frame.SeriesGroup;
import dev.tidewire.local.Postgres;
import dev.tidewire.local.TestStack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Blocks and chunks in the database, written and read as simply as can be. */
public final class StoredFrames {
  private static final int MOST_OF_BLOCK = 1500;
  private static final int MOST_OF_CHUNK = 700;
  private static final long DAY = 86_400_000_000L;

  private StoredFrames() {}

  /** Writes ascending readings of series of one home as blocks of a level. */
  public static void blocks(int home, int level, ReadingColumns readings) {
    int from = 0;
    for (int to = 1; to <= readings.size(); to++) {
      boolean isEnd =
          to == readings.size()
              || to - from == MOST_OF_BLOCK
              || (level == 1 && group(readings, to) != group(readings, from));
      if (isEnd) {
        block(home, level, readings, from, to);
        from = to;
      }
    }
  }

  /** Writes many blocks of level 0. */
  public static void blocks(int home, Stream<ReadingColumns> blocks) {
    String sql =
        """
        INSERT INTO block (home, level, grp, source, first_offset, last_offset, first_series, last_series, min_time, max_time, n, body)
        VALUES (?, 0, 0, 0, 0, 0, ?, ?, ?, ?, ?, ?)
        """;
    try (Connection connection = connect();
        PreparedStatement insert = connection.prepareStatement(sql)) {
      int waiting = 0;
      for (ReadingColumns readings : (Iterable<ReadingColumns>) blocks::iterator) {
        addBlock(insert, home, readings);
        if (++waiting % 100 == 0) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static void addBlock(PreparedStatement insert, int home, ReadingColumns readings)
      throws SQLException {
    Object[] row = {
      home,
      readings.seriesId(0),
      readings.seriesId(readings.size() - 1),
      ReadingTime.toUtc(least(readings, 0, readings.size())),
      ReadingTime.toUtc(greatest(readings, 0, readings.size())),
      readings.size(),
      FrameEncoder.encode(readings, 0, readings.size())
    };
    for (int i = 0; i < row.length; i++) {
      insert.setObject(i + 1, row[i]);
    }
    insert.addBatch();
  }

  private static long least(ReadingColumns readings, int from, int to) {
    return IntStream.range(from, to).mapToLong(readings::timeMicros).min().orElseThrow();
  }

  private static long greatest(ReadingColumns readings, int from, int to) {
    return IntStream.range(from, to).mapToLong(readings::timeMicros).max().orElseThrow();
  }

  /** Writes ascending readings as chunks. They overlap no others. */
  public static void chunks(ReadingColumns readings) {
    chunks(readings, MOST_OF_CHUNK);
  }

  /** Writes ascending readings as chunks of at most so many. */
  public static void chunks(ReadingColumns readings, int most) {
    String sql = "INSERT INTO chunk VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0, ?)";
    try (Connection connection = connect();
        PreparedStatement insert = connection.prepareStatement(sql)) {
      int from = 0;
      for (int to = 1; to <= readings.size(); to++) {
        boolean isEnd =
            to == readings.size()
                || to - from == most
                || readings.seriesId(to) != readings.seriesId(from)
                || day(readings, to) != day(readings, from);
        if (isEnd) {
          chunk(insert, readings, from, to);
          from = to;
        }
      }
      insert.executeBatch();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** All readings of a series by time, the last one that was written at each. */
  public static NavigableMap<Long, Double> of(long series) {
    NavigableMap<Long, Double> all = new TreeMap<>();
    String sql =
        """
        (SELECT body FROM chunk WHERE series_id = %1$d)
        UNION ALL (SELECT body FROM block WHERE level = 1 AND grp = %1$d >> 6 ORDER BY seq)
        UNION ALL (SELECT body FROM block WHERE level = 0 ORDER BY seq)
        """
            .formatted(series);
    try (Connection connection = connect();
        ResultSet rows = connection.createStatement().executeQuery(sql)) {
      while (rows.next()) {
        ReadingColumns readings = (ReadingColumns) FrameDecoder.decode(rows.getBytes(1));
        for (int i = 0; i < readings.size(); i++) {
          if (readings.seriesId(i) == series) {
            all.put(readings.timeMicros(i), readings.value(i));
          }
        }
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return all;
  }

  private static void block(int home, int level, ReadingColumns readings, int from, int to) {
    long least = least(readings, from, to);
    long greatest = greatest(readings, from, to);
    Stored.execute(
        """
        INSERT INTO block (home, level, grp, source, first_offset, last_offset, first_series, last_series, min_time, max_time, n, body)
        VALUES (?, ?, ?, ?, 0, 0, ?, ?, ?, ?, ?, ?)
        """,
        home,
        level,
        level == 0 ? 0 : group(readings, from),
        home,
        readings.seriesId(from),
        readings.seriesId(to - 1),
        ReadingTime.toUtc(least),
        ReadingTime.toUtc(greatest),
        to - from,
        FrameEncoder.encode(readings, from, to));
  }

  private static void chunk(PreparedStatement insert, ReadingColumns readings, int from, int to)
      throws SQLException {
    Object[] row = {
      readings.seriesId(from),
      ReadingTime.toUtc(readings.timeMicros(from)),
      ReadingTime.toUtc(readings.timeMicros(to - 1)),
      to - from,
      readings.value(from),
      readings.value(to - 1),
      FrameEncoder.encode(readings, from, to)
    };
    for (int i = 0; i < row.length; i++) {
      insert.setObject(i + 1, row[i]);
    }
    insert.addBatch();
  }

  private static long group(ReadingColumns readings, int i) {
    return SeriesGroup.of(readings.seriesId(i));
  }

  private static long day(ReadingColumns readings, int i) {
    return Math.floorDiv(readings.timeMicros(i), DAY);
  }

  private static Connection connect() throws SQLException {
    Postgres postgres = TestStack.shared().postgres();
    return DriverManager.getConnection(
        postgres.jdbcUrl(), postgres.username(), postgres.password());
  }
}
