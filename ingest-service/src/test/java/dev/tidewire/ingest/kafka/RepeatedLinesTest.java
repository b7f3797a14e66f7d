package dev.tidewire.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class RepeatedLinesTest {
  private static final String KAFKA = "org.apache.kafka.clients.NetworkClient";
  private static final String REFUSED =
      "The response to correlation id %d: TOPIC_AUTHORIZATION_FAILED";

  private final RepeatedLines lines = new RepeatedLines();

  @Test
  void whatIsSaidAgainAndAgainIsToldOnce() {
    assertThat(isTold(KAFKA, REFUSED.formatted(1), 0)).isTrue();
    for (int second = 1; second < 100; second++) {
      assertThat(isTold(KAFKA, REFUSED.formatted(second), second)).isFalse();
    }
  }

  @Test
  void whatWasAwayIsToldAgain() {
    assertThat(isTold(KAFKA, REFUSED.formatted(1), 0)).isTrue();
    assertThat(isTold(KAFKA, REFUSED.formatted(2), 10)).isTrue();
  }

  @Test
  void otherLinesAreTold() {
    assertThat(isTold(KAFKA, "Connection to node 1 could not be established", 0)).isTrue();
    assertThat(isTold(KAFKA, "Connection to node 2 could not be established", 0)).isTrue();
    assertThat(isTold("dev.tidewire.ingest", "the same", 0)).isTrue();
    assertThat(isTold("dev.tidewire.ingest", "the same", 0)).isTrue();
  }

  @Test
  void manyLinesTakeBoundedRoom() {
    assertThat(isTold(KAFKA, "first", 0)).isTrue();
    for (int i = 0; i < 100; i++) {
      assertThat(isTold(KAFKA, "line " + i, 1)).isTrue();
    }
    assertThat(isTold(KAFKA, "line 99", 1)).isFalse();
    assertThat(isTold(KAFKA, "first", 1)).as("forgotten").isTrue();
  }

  private boolean isTold(String logger, String text, int second) {
    LogRecord record = new LogRecord(Level.WARNING, text);
    record.setLoggerName(logger);
    record.setInstant(Instant.ofEpochSecond(second));
    return lines.isLoggable(record);
  }
}
