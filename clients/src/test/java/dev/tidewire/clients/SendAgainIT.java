package dev.tidewire.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kafka does nothing for a while, so that ingest answers 503. Each client does what it does then.
 */
@Installed
class SendAgainIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int POINTS = 20;

  private final RunningStack stack = RunningStack.shared();
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  @TempDir private Path folder;

  /** What is sent again may have been accepted the first time, and is there once. */
  @Test
  void whatIsSentAgain_isThereOnce() {
    // Given
    Map<String, Program> programs = new LinkedHashMap<>();
    try {
      // When
      stack.whileKafkaIsFrozen(
          () -> {
            programs.put("refused with 503", influx());
            programs.put("Scheduling export retry", otlp());
            programs.put("refused: ", python());
            programs.forEach(SendAgainIT::awaitPrinted);
          });
      programs.values().forEach(Program::awaitSuccess);
    } finally {
      programs.values().forEach(Program::close);
    }

    // Then
    stack.awaitReadings(
        "again-npm",
        "temperature",
        IntStream.range(0, POINTS)
            .mapToObj(i -> new Reading(now.plusMillis(i), i))
            .toArray(Reading[]::new));
    stack.awaitValues("again-otlp", "starts", 3.0);
    stack.awaitValues("again-python", "temperature{site=\"lyon\"}", 71.3);
  }

  /** It sends nothing again. It tells so, and goes on. */
  @Test
  void collectd_tellsWhatIsLost() throws IOException {
    try (Collectd collectd = Collectd.start(folder, stack, "again-collectd")) {
      // When
      stack.whileKafkaIsFrozen(
          () -> {
            collectd.send("again-collectd/a/gauge " + now.getEpochSecond() + ":1");
            await().atMost(PATIENCE).until(() -> collectd.log().contains("HTTP Error code: 503"));
          });

      // Then
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () -> {
                collectd.send("again-collectd/b/gauge N:2");
                return !stack.readings("again-collectd", "b{type=\"gauge\"}").isEmpty();
              });
    }
  }

  private Program influx() {
    return NpmPackages.start(
        "again-influx.mjs",
        stack.ingest(),
        "again-npm",
        Long.toString(now.toEpochMilli()),
        Integer.toString(POINTS));
  }

  private Program otlp() {
    return NpmPackages.start("again-otlp.mjs", stack.ingest(), "again-otlp");
  }

  private Program python() {
    return Python.start(folder, Documented.block("python", "influxdb", stack, "again-python"));
  }

  private static void awaitPrinted(String text, Program program) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(program.printed()).contains(text));
  }
}
