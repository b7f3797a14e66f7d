package dev.tidewire.processing.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutageLogTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Logger logger = Logger.getLogger(OutageLog.class.getName());
  private final List<String> lines = new ArrayList<>();
  private final Handler lineKeeper =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(line.getLevel() + " " + line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private final OutageLog outages = new OutageLog("It", Clock.fixed(NOW, ZoneOffset.UTC));

  @BeforeEach
  void listen() {
    logger.addHandler(lineKeeper);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(lineKeeper);
    logger.setUseParentHandlers(true);
  }

  @Test
  void outage_hasItsBeginningAttemptsAndLatestCause() {
    // When
    outages.failed(this, "refused");
    outages.failed(this, "refused");
    outages.failed(this, "disk full");

    // Then
    assertThat(outages.current()).contains(new Outage(NOW, 3, "disk full"));
    assertThat(outages.lastError()).contains(new LastError(NOW, "disk full"));
  }

  @Test
  void outageThatIsOver_leavesTheLastError() {
    // Given
    outages.failed(this, "refused");

    // When
    outages.succeeded(this);

    // Then
    assertThat(outages.current()).isEmpty();
    assertThat(outages.lastError()).contains(new LastError(NOW, "refused"));
  }

  @Test
  void outage_lastsUntilTheLastThatFailedHasSucceeded() {
    // Given
    outages.failed("first", "locked");
    outages.failed("second", "locked");

    // When
    outages.succeeded("third");
    outages.succeeded("first");
    boolean lasts = outages.current().isPresent();
    outages.succeeded("second");

    // Then
    assertThat(lasts).isTrue();
    assertThat(outages.current()).isEmpty();
    assertThat(lines).hasSize(2);
  }

  @Test
  void log_tellsOfChangesAndNotOfAttempts() {
    // When
    outages.succeeded(this);
    for (int attempt = 0; attempt < 100; attempt++) {
      outages.failed(this, "refused");
    }
    outages.failed(this, "disk full");
    outages.failed(this, "disk full");
    outages.succeeded(this);
    outages.succeeded(this);

    // Then
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith("WARN").contains("It fails", "refused");
    assertThat(lines.get(1)).startsWith("WARN").contains("It still fails", "disk full");
    assertThat(lines.get(2)).startsWith("INFO").contains("It works again", "102");
  }
}
