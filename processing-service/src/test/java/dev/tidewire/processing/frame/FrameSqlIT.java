package dev.tidewire.processing.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.frame.ReadingColumns;
import java.sql.SQLException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What SQL reads out of frames is what Java reads. */
class FrameSqlIT {
  private static final String FRAME = "SELECT * FROM frame_readings(?)";
  private static final String RANGE = "SELECT ?::bigint, * FROM readings_of(?, ?, ?)";

  private static FrameDatabase database;

  @BeforeAll
  static void create() throws Exception {
    database = FrameDatabase.create();
    database.execute(
        """
        CREATE TABLE chunk_1 PARTITION OF chunk
        FOR VALUES FROM ('2025-11-01Z') TO ('2025-11-24Z') WITH (toast_tuple_target = 4080);
        CREATE TABLE chunk_2 PARTITION OF chunk
        FOR VALUES FROM ('2025-11-24Z') TO ('2025-12-01Z') WITH (toast_tuple_target = 4080);
        """);
  }

  @AfterAll
  static void drop() throws Exception {
    database.close();
  }

  @Test
  void everyReading_keepsItsBits() throws Exception {
    for (int seed = 0; seed < 1_000; seed++) {
      // Given
      ReadingColumns readings = RandomReadings.of(seed, seed % 50 == 0 ? 5_000 : 200);

      // When
      ReadingColumns decoded = database.readings(FRAME, FrameDatabase.frame(readings));

      // Then
      assertThat(decoded).as("seed " + seed).isEqualTo(readings);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 65_536})
  void theSmallestAndTheLargestFrames_areRead(int size) throws Exception {
    // Given
    ReadingColumns readings = new ReadingColumns(size);
    for (int i = 0; i < size; i++) {
      readings.add(Long.MAX_VALUE, ReadingTime.MAX_MICROS - size + i, -Double.MIN_VALUE * i);
    }

    // When
    ReadingColumns decoded = database.readings(FRAME, FrameDatabase.frame(readings));

    // Then
    assertThat(decoded).isEqualTo(readings);
  }

  @Test
  void aFrameOfAnotherVersionOrLength_isAnError() throws Exception {
    // Given
    byte[] frame = FrameDatabase.frame(RandomReadings.of(1, 200));
    byte[] newer = frame.clone();
    newer[0] = 2;

    // When, Then
    assertThatThrownBy(() -> database.readings(FRAME, newer))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("no frame of version 1");
    assertThatThrownBy(() -> database.readings(FRAME, Arrays.copyOf(frame, frame.length - 1)))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("no frame of version 1");
    assertThat(database.readings("SELECT * FROM frame_readings(NULL)").size()).isZero();
  }

  /** As somebody has it who has set another one for a schema of their own. */
  @ParameterizedTest
  @ValueSource(strings = {"pg_catalog", "''"})
  void readings_areReadWithAnySearchPath(String searchPath) throws Exception {
    // Given
    StoredHistory history = new StoredHistory(database, 7);
    for (int i = 0; i < 20; i++) {
      history.write();
    }
    ReadingColumns readings = RandomReadings.of(1, 200);

    // When
    database.execute("SET search_path TO " + searchPath);

    // Then
    try {
      assertThat(database.readings("SELECT * FROM frame_sql.reading ORDER BY series_id, time"))
          .isEqualTo(history.expected());
      for (long id : StoredHistory.SERIES[0]) {
        assertThat(
                database.readings(
                    "SELECT ?::bigint, * FROM frame_sql.readings_of(?, '-infinity', 'infinity')",
                    id,
                    id))
            .isEqualTo(only(history.expected(), id, Long.MIN_VALUE, Long.MAX_VALUE));
      }
      assertThat(
              database.readings(
                  "SELECT * FROM frame_sql.frame_readings(?)", FrameDatabase.frame(readings)))
          .isEqualTo(readings);
      assertThatThrownBy(() -> database.readings("SELECT * FROM frame_sql.frame_readings('no')"))
          .hasMessageContaining("no frame of version 1");
    } finally {
      database.execute("SET search_path TO frame_sql");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whatWasWrittenLast_stands(long seed) throws Exception {
    // Given
    StoredHistory history = new StoredHistory(database, seed);

    for (int round = 0; round < 20; round++) {
      // When
      for (int i = 0; i < 5; i++) {
        history.write();
      }

      // Then
      ReadingColumns expected = history.expected();
      String all = "SELECT * FROM reading ORDER BY series_id, time";
      assertThat(database.readings(all)).isEqualTo(expected);
      assertThat(database.strings("SELECT count(*) FROM reading"))
          .containsExactly(Integer.toString(expected.size()));
      for (long[] home : StoredHistory.SERIES) {
        for (long id : home) {
          assertThatSeriesIsRead(history, expected, id);
        }
      }
    }
  }

  private static void assertThatSeriesIsRead(StoredHistory history, ReadingColumns all, long id)
      throws SQLException {
    long end = StoredHistory.START + StoredHistory.DAYS * StoredHistory.DAY;
    long from = history.time(StoredHistory.START, end);
    long to = history.time(from, end + StoredHistory.DAY);
    assertThat(database.readings(RANGE, id, id, ReadingTime.toUtc(from), ReadingTime.toUtc(to)))
        .as("%d from %d to %d", id, from, to)
        .isEqualTo(only(all, id, from, to));
    assertThat(database.readings("SELECT * FROM reading WHERE series_id = ? ORDER BY time", id))
        .isEqualTo(only(all, id, Long.MIN_VALUE, Long.MAX_VALUE));
    assertThat(
            database.readings(
                "SELECT ?::bigint, * FROM readings_of(?, '-infinity', 'infinity')", id, id))
        .isEqualTo(only(all, id, Long.MIN_VALUE, Long.MAX_VALUE));
  }

  private static ReadingColumns only(ReadingColumns all, long id, long from, long to) {
    ReadingColumns some = new ReadingColumns(0);
    for (int i = 0; i < all.size(); i++) {
      if (all.seriesId(i) == id && all.timeMicros(i) >= from && all.timeMicros(i) < to) {
        some.add(all, i, i + 1);
      }
    }
    return some;
  }
}
