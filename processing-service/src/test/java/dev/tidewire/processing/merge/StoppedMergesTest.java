package dev.tidewire.processing.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.processing.LogLines;
import io.vertx.pgclient.PgException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoppedMergesTest {
  private static final MergeFault REFUSED =
      MergeFault.of(new PgException("not this one", "ERROR", "P0001", null));
  private static final MergeFault BUG = MergeFault.of(new IllegalStateException("planted"));

  private final StoppedMerges stopped =
      new StoppedMerges(new TestClock(Instant.parse("2026-01-01T00:00:00Z")));
  private final LogLines log = new LogLines();

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void mergeThatWasNotToldAmongMany_isToldWhenItMeetsAnotherKindOfFault() {
    // Given
    for (long group = 0; group < 30; group++) {
      stopped.stop(new MergeJob(0, group), REFUSED);
    }
    assertThat(log.lines()).hasSize(20);

    // When
    stopped.stop(new MergeJob(0, 29L), REFUSED);
    stopped.stop(new MergeJob(0, 29L), BUG);

    // Then
    assertThat(log.lines())
        .hasSize(21)
        .last()
        .asString()
        .startsWith("ERROR An error in the program keeps home 0, group 29 from being merged");
  }
}
