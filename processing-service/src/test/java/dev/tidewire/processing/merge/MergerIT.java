package dev.tidewire.processing.merge;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.frame.FrameEncoder;
import dev.tidewire.contract.frame.ReadingColumns;
import dev.tidewire.local.fault.FaultProxy;
import dev.tidewire.processing.Database;
import dev.tidewire.processing.LogLines;
import dev.tidewire.processing.Metrics;
import dev.tidewire.processing.RealStack;
import dev.tidewire.processing.TestSensor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The background merge, over the homes that the process consumes. */
@QuarkusTest
@QuarkusTestResource(RealStack.class)
class MergerIT {
  /** No test of the service has series with such ids. */
  private static final long SERIES = 1L << 40;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @SuppressWarnings("NullAway.Init") // Injected by the test resource.
  FaultProxy network;

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
    network.heal();
    Database.execute("DELETE FROM block");
    Database.execute("DELETE FROM chunk");
  }

  @Test
  void blocksOfAMinuteAgo_areGathered() throws Exception {
    // Given
    double before = Metrics.value("tidewire_merge_readings_total{step=\"gather\"}");

    // When
    write(3, 0, "2 minutes", frame(1));
    write(3, 0, "1 second", frame(2));
    write(4, 0, "1 second", frame(3));

    // Then
    await().atMost(PATIENCE).until(() -> blocks(3), List.of("1 1")::equals);
    await()
        .untilAsserted(
            () ->
                assertThat(Metrics.value("tidewire_merge_readings_total{step=\"gather\"}"))
                    .isEqualTo(before + 2));
    assertThat(blocks(4)).containsExactly("0 1");
    await().untilAsserted(() -> assertThat(Metrics.sum("tidewire_merge_blocks")).isEqualTo(1));
  }

  @Test
  void blocksOfAnHourAgo_areSettledAfterTheNextGather() throws Exception {
    // Given
    double duplicates = Metrics.sum("tidewire_merge_duplicates_total");
    write(5, 1, "2 hours", frame(1));

    // When
    write(5, 0, "2 minutes", frame(2));

    // Then
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(Database.strings("SELECT total FROM chunk")).containsExactly("2"));
    assertThat(blocks(5)).isEmpty();
    await()
        .untilAsserted(
            () ->
                assertThat(Metrics.sum("tidewire_merge_duplicates_total"))
                    .isEqualTo(duplicates + 1));
  }

  @Test
  void damagedFrame_stopsTheMergeOfItsHomeOnly() throws Exception {
    try (LogLines log = new LogLines()) {
      // Given
      byte[] damaged = frame(1);
      damaged[20] ^= 1;
      write(6, 0, "2 minutes", damaged);
      String seq = Database.strings("SELECT seq FROM block").get(0);

      // When
      write(7, 0, "2 minutes", frame(1));
      await().atMost(PATIENCE).until(() -> blocks(7), List.of("1 1")::equals);
      await().atMost(PATIENCE).until(() -> Metrics.sum("tidewire_merge_stopped") > 0);
      write(7, 0, "2 minutes", frame(1));
      await().atMost(PATIENCE).until(() -> blocks(7), List.of("1 2")::equals);

      // Then
      assertThat(blocks(6)).containsExactly("0 1");
      Map<String, Object> stopped = get("/v1/pipeline").jsonPath().getMap("merging.stopped[0]");
      assertThat(stopped).containsEntry("home", 6).containsEntry("level", 0);
      assertThat(stopped.get("cause"))
          .asString()
          .startsWith("block WHERE home = 6 AND seq = " + seq + ":");
      assertThat(log.lines())
          .filteredOn(line -> line.contains("not merged any more"))
          .singleElement()
          .asString()
          .contains("home 6", "block WHERE home = 6 AND seq = " + seq + ":");
      Database.execute("DELETE FROM block WHERE home = 6");
      await().atMost(PATIENCE).until(() -> Metrics.sum("tidewire_merge_stopped") == 0);
    }
  }

  @Test
  void damagedFrameOfAGroup_doesNotStopTheGatherThatWouldSettleIt() throws Exception {
    // Given
    byte[] damaged = frame(1);
    damaged[20] ^= 1;
    write(9, 1, "1 second", damaged);

    // When
    ReadingColumns many = new ReadingColumns(400);
    for (int i = 0; i < 400; i++) {
      many.add(SERIES, i, i);
    }
    write(9, 0, "2 minutes", FrameEncoder.encode(many, 0, 400));

    // Then
    await().atMost(PATIENCE).until(() -> blocks(9), List.of("1 2")::equals);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Map<String, Object> stopped =
                  get("/v1/pipeline").jsonPath().getMap("merging.stopped[0]");
              assertThat(stopped).containsEntry("home", 9).containsEntry("level", 1);
            });
  }

  @Test
  void mergingGoesOn_whenTheDatabaseAnswersAgain() throws Exception {
    try (LogLines log = new LogLines()) {
      // Given
      network.cut();
      network.refuse();
      await()
          .atMost(PATIENCE)
          .until(() -> log.lines().stream().anyMatch(line -> line.contains("Merging fails")));
      write(8, 0, "2 minutes", frame(1));

      // When
      network.heal();

      // Then
      await().atMost(PATIENCE).until(() -> blocks(8), List.of("1 1")::equals);
      await()
          .atMost(PATIENCE)
          .until(() -> log.lines().stream().anyMatch(line -> line.contains("Merging works")));
      assertThat(log.lines()).filteredOn(line -> line.contains("Merging fails")).hasSize(1);
    }
  }

  private static byte[] frame(double value) {
    ReadingColumns readings = new ReadingColumns(1);
    readings.add(SERIES, 0, value);
    return FrameEncoder.encode(readings, 0, 1);
  }

  private static void write(int home, int level, String age, byte[] body) throws SQLException {
    Database.execute(
        """
        INSERT INTO block (home, level, grp, source, first_offset, last_offset,
                           first_series, last_series, min_time, max_time, n, written_at, body)
        VALUES (%1$d, %2$d, %2$d * (%3$d >> 6), %1$d, 1, 1, %3$d, %3$d, now(), now(), 1,
                now() - interval '%4$s', '\\x%5$s')
        """
            .formatted(home, level, SERIES, age, HexFormat.of().formatHex(body)));
  }

  /** Levels, and how many blocks each has. */
  private static List<String> blocks(int home) throws SQLException {
    return Database.strings(
        "SELECT level || ' ' || count(*) FROM block WHERE home = %d GROUP BY level"
            .formatted(home));
  }
}
