package dev.tidewire.processing.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.frame.ReadingColumns;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What SQL has to read for one series, of two years of chunks and of a table full of blocks. */
class FramePlansIT {
  private static FrameDatabase database;

  @BeforeAll
  static void fill() throws Exception {
    database = FrameDatabase.create();
    database.execute(
        """
        DO $$ BEGIN
          FOR week IN 0..104 LOOP
            EXECUTE format('CREATE TABLE chunk_%s PARTITION OF chunk FOR VALUES FROM (%L) TO (%L)
              WITH (toast_tuple_target = 4080)', week,
              timestamptz '2025-01-01Z' + week * interval '168 hours',
              timestamptz '2025-01-01Z' + (week + 1) * interval '168 hours');
          END LOOP;
        END $$;
        INSERT INTO series (id, sensor, metric, home) OVERRIDING SYSTEM VALUE
        SELECT 4096 + i, 'sensor' || i, 'value', i / 4096 FROM generate_series(0, 49151) AS i;
        """);
    database.update(
        """
        INSERT INTO chunk
        SELECT 4096 + s, day, day + interval '3590 seconds', 360, 0, 0, 0, 0, 0, ?
        FROM generate_series(0, 49) AS s, generate_series(
          timestamptz '2025-01-01Z', '2026-12-31Z', interval '24 hours') AS day
        """,
        frame(1, 360));
    database.update(
        """
        INSERT INTO block (home, level, grp, source, first_offset, last_offset, first_series,
          last_series, min_time, max_time, n, body)
        SELECT home, 0, 0, home, 0, 0, first, first + 749, time, time + interval '20 seconds', 1500, ?
        FROM generate_series(0, 11) AS home, LATERAL (SELECT 4096 + home * 4096 AS first) AS f,
          generate_series(timestamptz '2026-12-31Z', '2026-12-31 00:01Z', interval '1 s') AS time
        """,
        frame(750, 2));
    database.update(
        """
        INSERT INTO block (home, level, grp, source, first_offset, last_offset, first_series,
          last_series, min_time, max_time, n, body)
        SELECT (grp - 64) / 64, 1, grp, 0, 0, 0, grp * 64, grp * 64 + 63, time,
          time + interval '2 min', 1280, ?
        FROM generate_series(64, 831) AS grp,
          generate_series(timestamptz '2026-12-31Z', '2026-12-31 00:30Z', interval '2 min') AS time
        """,
        frame(64, 20));
    database.execute("ANALYZE");
  }

  @AfterAll
  static void drop() throws Exception {
    database.close();
  }

  @Test
  void aRangeOfASeries_readsByIndexInTheWeeksOfTheRange() throws Exception {
    // When
    String plan = plan("readings_of(4100, '2026-12-10 00:00Z', '2026-12-10 12:00Z')");

    // Then
    assertThatAllIsReadByIndex(plan);
    assertThat(plan).contains("on chunk_101 ").doesNotContain("on chunk_100 ", "on chunk_103 ");
    assertThat(plan)
        .containsPattern(
            "Index Cond: \\(\\(series_id = '4100'::bigint\\) AND \\(end_time >= .*AND \\(end_time <")
        .containsPattern("home = s.home\\) AND \\(level = 1\\) AND \\(grp = .*max_time >=")
        .containsPattern(
            "home = s_1.home\\) AND \\(level = 0\\) AND \\(grp = 0\\) AND \\(max_time >=");
  }

  @Test
  void aSeriesOfTheView_isReadByIndex() throws Exception {
    // When
    String plan = plan("reading WHERE series_id = 4100");

    // Then
    assertThatAllIsReadByIndex(plan);
    assertThat(plan)
        .contains("on chunk_0 ", "on chunk_103 ", "Index Cond: (series_id = 4100)")
        .containsPattern("home = s.home\\) AND \\(level = 1\\) AND \\(grp = ")
        .containsPattern("home = s_1.home\\) AND \\(level = 0\\) AND \\(grp = 0\\)");
  }

  private static void assertThatAllIsReadByIndex(String plan) {
    // The last week has but one day.
    assertThat(plan.replace("Seq Scan on chunk_104 ", "")).doesNotContain("Seq Scan on");
    assertThat(plan).contains("Index Scan using series_pkey").contains("block_at");
  }

  private static String plan(String from) throws Exception {
    return database.strings("EXPLAIN (ANALYZE) SELECT time, value FROM " + from).stream()
        .collect(Collectors.joining("\n"));
  }

  private static byte[] frame(int series, int each) {
    ReadingColumns readings = new ReadingColumns(series * each);
    for (int s = 0; s < series; s++) {
      for (int i = 0; i < each; i++) {
        readings.add(4_096 + s, 1_796_083_200_000_000L + i * 10_000_000L, i / 10.0);
      }
    }
    return FrameDatabase.frame(readings);
  }
}
