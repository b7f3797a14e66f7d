package dev.tidewire.processing.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.processing.pipeline.PipelineReport.State;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineReportTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Lag NOTHING_WAITS = lag(NOW.minusSeconds(5), 0);

  @Test
  void nothingWaits_isSaidOnlyAsLongAsTheBrokerTells() {
    assertThat(state(NOTHING_WAITS)).isEqualTo(State.IDLE);
    assertThat(state(lag(NOW.minusSeconds(60), 0))).isEqualTo(State.UNKNOWN);
    assertThat(state(Lag.UNKNOWN)).isEqualTo(State.UNKNOWN);
  }

  @Test
  void readingsThatWait_areBeingStoredUnlessTheyCannot() {
    assertThat(state(lag(NOW, 3))).isEqualTo(State.STORING);
    assertThat(State.of(false, false, true, Lag.UNKNOWN, NOW)).isEqualTo(State.STORING);
    assertThat(State.of(false, true, true, lag(NOW, 3), NOW)).isEqualTo(State.STUCK);
    assertThat(State.of(true, true, true, lag(NOW, 3), NOW)).isEqualTo(State.WAITING);
  }

  private static State state(Lag lag) {
    return State.of(false, false, false, lag, NOW);
  }

  private static Lag lag(Instant measuredAt, long records) {
    return new Lag(measuredAt, List.of(new PartitionLag(0, 0, records, records)));
  }
}
