package dev.tidewire.processing.merge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.frame.FrameEncoder;
import dev.tidewire.contract.frame.ReadingColumns;
import dev.tidewire.processing.Database;
import dev.tidewire.processing.LogLines;
import dev.tidewire.processing.Metrics;
import dev.tidewire.processing.Pipeline;
import dev.tidewire.processing.RealStack;
import dev.tidewire.processing.TestSensor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database refuses a merge, or a frame is damaged, for as long as nobody repairs it. */
@QuarkusTest
@QuarkusTestResource(RealStack.class)
class RefusedMergeIT {
  /** No test of the service has series with such ids. */
  private static final long REFUSED = 1L << 41;

  private static final long GOOD = REFUSED + 64;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What other tests have sent is stored and gone. */
  @BeforeEach
  void begin() throws SQLException {
    try (TestSensor anyone = new TestSensor()) {
      anyone.awaitCommitted();
    }
    clear();
  }

  @AfterEach
  void clear() throws SQLException {
    Database.execute("DROP FUNCTION IF EXISTS planted() CASCADE");
    Database.execute("DELETE FROM block");
    Database.execute("DELETE FROM chunk");
  }

  @Test
  void groupThatTheDatabaseRefuses_isTold_andEverythingElseIsMerged() throws Exception {
    try (LogLines log = new LogLines()) {
      // Given
      refuse();
      write(5, 1, "3 hours", REFUSED, 1);
      write(5, 1, "2 hours", GOOD, 1);

      // When
      write(5, 0, "2 minutes", GOOD, 1);
      write(6, 0, "2 minutes", GOOD + 64, 1);

      // Then
      await().atMost(PATIENCE).until(() -> blocks(6), List.of("1 1")::equals);
      await().atMost(PATIENCE).until(() -> blocks(5), List.of("1 1")::equals);
      await().atMost(PATIENCE).until(() -> Metrics.sum("tidewire_merge_refused") == 1);
      await().atMost(PATIENCE).until(() -> Metrics.sum("tidewire_merge_overdue_blocks") == 1);
      assertThat(Metrics.sum("tidewire_merge_overdue_seconds")).isBetween(7_190.0, 7_400.0);
      Pipeline now = Pipeline.now();
      assertThat(now.number("merging.overdueBlocks")).isEqualTo(1);
      assertThat(now.text("merging.refused[0].home")).isEqualTo("5");
      assertThat(now.text("merging.refused[0].group")).isEqualTo(Long.toString(REFUSED >> 6));
      assertThat(now.text("merging.refused[0].cause"))
          .contains("SQLSTATE P0001", "not this one", "table chunk", "constraint planted");

      // When
      assertThat(order("scrub")).isEqualTo("done");
      Database.execute("DROP FUNCTION planted() CASCADE");
      assertThat(order("settle")).isEqualTo("done");

      // Then
      assertThat(blocks(5)).isEmpty();
      assertThat(Metrics.sum("tidewire_merge_refused")).isZero();
      await().atMost(PATIENCE).until(() -> Metrics.sum("tidewire_merge_overdue_blocks") == 0);
      assertThat(log.lines())
          .filteredOn(line -> line.contains("erg") && line.contains("home 5"))
          .satisfiesExactly(
              begun ->
                  assertThat(begun).startsWith("WARN The database refuses to merge home 5, gr"),
              over -> assertThat(over).startsWith("INFO Merging of home 5, group"));
      assertThat(log.lines()).noneMatch(line -> line.contains("Merging fails"));
    }
  }

  @Test
  void refusedGroup_doesNotStopTheGatherThatWouldSettleIt() throws Exception {
    // Given
    refuse();

    // When
    write(9, 0, "2 minutes", REFUSED, 400);

    // Then
    await().atMost(PATIENCE).until(() -> blocks(9), List.of("1 1")::equals);
    await().atMost(PATIENCE).until(() -> Metrics.sum("tidewire_merge_refused") == 1);
    assertThat(Pipeline.now().text("merging.refused[0].level")).isEqualTo("1");
  }

  @Test
  void refusedGroupWhoseBlocksAreGone_isNoLongerTold() throws Exception {
    // Given
    refuse();
    write(5, 1, "3 hours", REFUSED, 1);
    write(5, 1, "1 second", GOOD, 1);
    write(5, 0, "2 minutes", GOOD, 1);
    await().atMost(PATIENCE).until(() -> Metrics.sum("tidewire_merge_refused") == 1);

    // When
    Database.execute("DELETE FROM block WHERE grp = %d".formatted(REFUSED >> 6));

    // Then
    await().atMost(PATIENCE).until(() -> Metrics.sum("tidewire_merge_refused") == 0);
    assertThat(blocks(5)).containsExactly("1 2");
  }

  @Test
  void damagedGroupWhoseBlocksAreGone_isNoLongerTold() throws Exception {
    // Given
    write(6, 1, "3 hours", REFUSED, 1);
    Database.execute("UPDATE block SET body = set_byte(body, 20, get_byte(body, 20) # 1)");
    write(6, 1, "1 second", GOOD, 1);
    write(6, 0, "2 minutes", GOOD, 1);
    await().atMost(PATIENCE).until(() -> Metrics.sum("tidewire_merge_stopped") == 1);

    // When
    Database.execute("DELETE FROM block WHERE grp = %d".formatted(REFUSED >> 6));

    // Then
    await().atMost(PATIENCE).until(() -> Metrics.sum("tidewire_merge_stopped") == 0);
    assertThat(blocks(6)).containsExactly("1 2");
  }

  @Test
  void repairedBlock_isMergedAtOnceByAnOrder() throws Exception {
    // Given
    write(6, 0, "2 minutes", GOOD, 1);
    Database.execute("UPDATE block SET body = set_byte(body, 20, get_byte(body, 20) # 1)");
    await().atMost(PATIENCE).until(() -> Metrics.sum("tidewire_merge_stopped") == 1);

    // When
    Database.execute("UPDATE block SET body = set_byte(body, 20, get_byte(body, 20) # 1)");
    assertThat(order("merge")).isEqualTo("done");

    // Then
    assertThat(blocks(6)).containsExactly("1 1");
    assertThat(Pipeline.now().number("merging.order.skipped")).isZero();
    assertThat(Metrics.sum("tidewire_merge_stopped")).isZero();
  }

  private static void refuse() throws SQLException {
    Database.execute(
        """
        CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          IF NEW.series_id = %d THEN
            RAISE EXCEPTION 'not this one' USING TABLE = 'chunk', CONSTRAINT = 'planted';
          END IF;
          RETURN NEW;
        END $$;
        CREATE TRIGGER planted BEFORE INSERT ON chunk FOR EACH ROW EXECUTE FUNCTION planted()
        """
            .formatted(REFUSED));
  }

  private static void write(int home, int level, String age, long series, int readings)
      throws SQLException {
    ReadingColumns columns = new ReadingColumns(readings);
    for (int i = 0; i < readings; i++) {
      columns.add(series, i, i);
    }
    byte[] body = FrameEncoder.encode(columns, 0, readings);
    Database.execute(
        """
        INSERT INTO block (home, level, grp, source, first_offset, last_offset,
                           first_series, last_series, min_time, max_time, n, written_at, body)
        VALUES (%1$d, %2$d, %2$d * (%3$d >> 6), %1$d, 1, 1, %3$d, %3$d, now(), now(), %4$d,
                now() - interval '%5$s', '\\x%6$s')
        """
            .formatted(home, level, series, readings, age, HexFormat.of().formatHex(body)));
  }

  /** How the order ends. */
  private static String order(String what) {
    given().post("/v1/store/" + what).then().statusCode(202);
    return await()
        .atMost(PATIENCE)
        .until(() -> Pipeline.now().text("merging.order.state"), end -> !end.equals("running"));
  }

  /** Levels, and how many blocks each has. */
  private static List<String> blocks(int home) throws SQLException {
    return Database.strings(
        "SELECT level || ' ' || count(*) FROM block WHERE home = %d GROUP BY level"
            .formatted(home));
  }
}
