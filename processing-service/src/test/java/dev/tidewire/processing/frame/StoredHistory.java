package dev.tidewire.processing.frame;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.frame.ReadingColumns;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Chunks and blocks with many readings of the same few series and times, and next to them a twin
 * that knows nothing of frames and indexes.
 */
final class StoredHistory {
  static final long START = 1_763_769_600_000_000L; // 2025-11-22T00:00Z
  static final long DAY = 86_400_000_000L;
  static final int DAYS = 4;

  /** Of two homes; those of home 1 are of two groups. */
  static final long[][] SERIES = {{4_096, 4_097, 4_159}, {8_192, 8_200, 8_256, 8_257}};

  private static final long HOUR = 3_600_000_000L;

  private record Written(int age, int seq, ReadingColumns readings) {}

  private final FrameDatabase database;
  private final SplittableRandom random;
  private final List<Written> written = new ArrayList<>();
  private final Set<String> chunks = new HashSet<>();

  StoredHistory(FrameDatabase database, long seed) throws SQLException {
    this.database = database;
    random = new SplittableRandom(seed);
    database.execute("TRUNCATE series, block, chunk");
    for (int home = 0; home < SERIES.length; home++) {
      for (long id : SERIES[home]) {
        database.update(
            """
            INSERT INTO series (id, sensor, metric, home) OVERRIDING SYSTEM VALUE
            VALUES (?, 'sensor', ?::text, ?)
            """,
            id,
            Long.toString(id),
            home);
      }
    }
  }

  /** Writes a chunk or a block, each of which may correct what others have. */
  void write() throws SQLException {
    int home = random.nextInt(SERIES.length);
    switch (random.nextInt(3)) {
      case 0 -> writeChunk(SERIES[home][random.nextInt(SERIES[home].length)]);
      case 1 -> writeGroup(home, SERIES[home][random.nextInt(SERIES[home].length)] >> 6);
      default -> writeBlock(home, 0, 0, readings(SERIES[home]));
    }
  }

  private void writeGroup(int home, long group) throws SQLException {
    long[] series = Arrays.stream(SERIES[home]).filter(id -> id >> 6 == group).toArray();
    writeBlock(home, 1, group, readings(series));
  }

  /** Of half a day, if there is none yet. */
  private void writeChunk(long series) throws SQLException {
    long from = START + random.nextInt(2 * DAYS) * DAY / 2;
    if (!chunks.add(series + " " + from)) {
      return;
    }
    ReadingColumns readings = readings(new long[] {series}, from, from + DAY / 2);
    int last = readings.size() - 1;
    written.add(new Written(0, 0, readings));
    database.update(
        "INSERT INTO chunk VALUES (?, ?, ?, ?, 0, 0, 0, 0, 0, ?)",
        series,
        ReadingTime.toUtc(readings.timeMicros(0)),
        ReadingTime.toUtc(readings.timeMicros(last)),
        readings.size(),
        FrameDatabase.frame(readings));
  }

  private void writeBlock(int home, int level, long group, ReadingColumns readings)
      throws SQLException {
    written.add(new Written(2 - level, written.size(), readings));
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    for (int i = 0; i < readings.size(); i++) {
      least = Math.min(least, readings.timeMicros(i));
      greatest = Math.max(greatest, readings.timeMicros(i));
    }
    database.update(
        """
        INSERT INTO block (home, level, grp, source, first_offset, last_offset, first_series,
          last_series, min_time, max_time, n, body)
        VALUES (?, ?, ?, 0, 0, 0, ?, ?, ?, ?, ?, ?)
        """,
        home,
        level,
        group,
        readings.seriesId(0),
        readings.seriesId(readings.size() - 1),
        ReadingTime.toUtc(least),
        ReadingTime.toUtc(greatest),
        readings.size(),
        FrameDatabase.frame(readings));
  }

  private ReadingColumns readings(long[] series) {
    long from = time(START, START + DAYS * DAY);
    return readings(series, from, from + 1 + random.nextLong(DAY));
  }

  private ReadingColumns readings(long[] series, long from, long to) {
    NavigableMap<Long, NavigableMap<Long, Double>> sorted = new TreeMap<>();
    for (int i = 1 + random.nextInt(60); i > 0; i--) {
      sorted
          .computeIfAbsent(series[random.nextInt(series.length)], id -> new TreeMap<>())
          .put(time(from, to), random.nextInt(100_000) / 100.0);
    }
    return columns(sorted);
  }

  /** A full hour or the last microsecond before one, so that the bounds of days are among them. */
  long time(long from, long to) {
    long time = from + random.nextLong((to - from) / HOUR + 1) * HOUR - random.nextInt(2);
    return time < from || time >= to ? from : time;
  }

  /** All readings that stand. */
  ReadingColumns expected() {
    NavigableMap<Long, NavigableMap<Long, Double>> standing = new TreeMap<>();
    written.sort(Comparator.comparingInt(Written::age).thenComparingInt(Written::seq));
    for (Written one : written) {
      for (int i = 0; i < one.readings.size(); i++) {
        standing
            .computeIfAbsent(one.readings.seriesId(i), id -> new TreeMap<>())
            .put(one.readings.timeMicros(i), one.readings.value(i));
      }
    }
    return columns(standing);
  }

  private static ReadingColumns columns(NavigableMap<Long, NavigableMap<Long, Double>> sorted) {
    ReadingColumns columns = new ReadingColumns(0);
    sorted.forEach((id, of) -> of.forEach((time, value) -> columns.add(id, time, value)));
    return columns;
  }
}
