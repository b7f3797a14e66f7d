package dev.tidewire.processing.merge;

import static dev.tidewire.processing.TestSensor.NOON;
import static dev.tidewire.processing.TestSensor.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.frame.FrameEncoder;
import dev.tidewire.contract.frame.ReadingColumns;
import dev.tidewire.processing.Database;
import dev.tidewire.processing.Health;
import dev.tidewire.processing.LogLines;
import dev.tidewire.processing.Metrics;
import dev.tidewire.processing.Pipeline;
import dev.tidewire.processing.RealStack;
import dev.tidewire.processing.TestSensor;
import dev.tidewire.processing.tables.MergeTable;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A home is not merged, because somebody else has its lock, while readings come. */
@QuarkusTest
@QuarkusTestResource(RealStack.class)
class MergeBehindIT {
  /** No test of the service has a series with this id. */
  private static final long SERIES = 1L << 40;

  private static final int MORE_THAN_TEN_GATHERS = 601;

  /** A poll waits for a second; timers are coarse. */
  private static final Duration WAIT = Duration.ofMillis(900);

  private final TestSensor sensor = new TestSensor();

  @AfterEach
  void close() throws SQLException {
    sensor.close();
    Database.execute("DELETE FROM block");
    Database.execute("DELETE FROM chunk");
  }

  @Test
  void mergingIsBehind_pollsAreSlowerAndEverythingIsStoredAndReadable() throws Exception {
    // Given
    sensor.send(NOON, 0);
    sensor.awaitStored(1);
    int home = home();
    try (LogLines log = new LogLines();
        Connection rival = Database.connect()) {
      // When
      lock(rival, home);
      write(home, MORE_THAN_TEN_GATHERS);
      await().atMost(PATIENCE).untilAsserted(() -> assertBehind(home));

      // Then
      for (int i = 1; i <= 3; i++) {
        assertThat(secondsToStore(i)).isGreaterThanOrEqualTo(WAIT);
      }
      assertThat(Health.ready()).startsWith("200");
      assertThat(Health.live()).startsWith("200");
      assertThat(Metrics.sum("tidewire_merge_behind")).isEqualTo(1);
      assertThat(told(log)).containsExactly("WARN Merging is behind");
      unlock(rival);
      await().atMost(PATIENCE).until(() -> told(log).size() == 2);
      assertThat(told(log)).last().isEqualTo("INFO Merging has caught up");
    }
    assertThat(Pipeline.now().json().<Map<String, Object>>get("merging"))
        .doesNotContainKey("behind");
    assertThat(sensor.stored())
        .containsExactly(NOON + "=0", NOON + 1 + "=1", NOON + 2 + "=2", NOON + 3 + "=3");
    assertThat(secondsToStore(4)).isLessThan(WAIT);
  }

  private static void assertBehind(int home) {
    Pipeline now = Pipeline.now();
    assertThat(now.text("merging.behind.homes")).isEqualTo("[" + home + "]");
    assertThat(now.number("merging.blocks")).isGreaterThanOrEqualTo(MORE_THAN_TEN_GATHERS);
    assertThat(now.number("merging.ageSeconds")).isPositive();
  }

  private Duration secondsToStore(int reading) throws Exception {
    long start = System.nanoTime();
    sensor.send(NOON + reading, reading);
    sensor.awaitStored(reading + 1);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static List<String> told(LogLines log) {
    return log.lines().stream()
        .filter(line -> line.contains("Merging"))
        .map(line -> line.split("[:;]")[0])
        .toList();
  }

  private int home() throws SQLException {
    return Integer.parseInt(
        Database.strings("SELECT home FROM series WHERE sensor = '%s'".formatted(sensor)).get(0));
  }

  private static void lock(Connection rival, int home) throws SQLException {
    try (Statement statement = rival.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(%d, %d)".formatted(MergeTable.LOCK_CLASS, home));
    }
  }

  private static void unlock(Connection rival) throws SQLException {
    try (Statement statement = rival.createStatement()) {
      statement.execute("SELECT pg_advisory_unlock_all()");
    }
  }

  private static void write(int home, int blocks) throws SQLException {
    ReadingColumns readings = new ReadingColumns(1);
    readings.add(SERIES, 0, 1);
    Database.execute(
        """
        INSERT INTO block (home, level, grp, source, first_offset, last_offset,
                           first_series, last_series, min_time, max_time, n, body)
        SELECT %1$d, 0, 0, %1$d, 1, 1, %2$d, %2$d, now(), now(), 1, '\\x%3$s'
        FROM generate_series(1, %4$d)
        """
            .formatted(
                home,
                SERIES,
                HexFormat.of().formatHex(FrameEncoder.encode(readings, 0, 1)),
                blocks));
  }
}
