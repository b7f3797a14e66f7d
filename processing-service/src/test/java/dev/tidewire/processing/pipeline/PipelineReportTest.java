package dev.tidewire.processing.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.processing.pipeline.PipelineReport.State;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PipelineReportTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Set<Integer> OWNED = Set.of(0);
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
    assertThat(State.of(false, false, false, true, Lag.UNKNOWN, OWNED, NOW))
        .isEqualTo(State.STORING);
    assertThat(State.of(false, true, true, true, lag(NOW, 3), OWNED, NOW)).isEqualTo(State.STUCK);
    assertThat(State.of(true, true, true, true, lag(NOW, 3), OWNED, NOW)).isEqualTo(State.WAITING);
  }

  @Test
  void partitionThatIsStopped_isSaidAlsoWhileOthersAreStored() {
    assertThat(State.of(false, false, true, true, lag(NOW, 3), OWNED, NOW))
        .isEqualTo(State.STOPPED);
  }

  @Test
  void readingsThatWaitInOthersPartitions_areNotSaidToBeStored() {
    assertThat(State.of(false, false, false, false, lag(NOW, 3), Set.of(), NOW))
        .isEqualTo(State.UNASSIGNED);
    assertThat(State.of(false, false, false, false, lag(NOW, 3), Set.of(1), NOW))
        .isEqualTo(State.UNASSIGNED);
    assertThat(State.of(false, false, false, false, lag(NOW, 0), Set.of(), NOW))
        .isEqualTo(State.IDLE);
  }

  @Test
  void recordsBehindAnOpenTransaction_areNotSaidToBeStored() {
    // Given
    Lag held = new Lag(NOW, List.of(new PartitionLag(0, 5, 5, 0, 82)));

    // Then
    assertThat(state(held)).isEqualTo(State.HELD_BACK);
    assertThat(State.HELD_BACK.code()).isEqualTo("held-back");
  }

  private static State state(Lag lag) {
    return State.of(false, false, false, false, lag, OWNED, NOW);
  }

  private static Lag lag(Instant measuredAt, long records) {
    return new Lag(measuredAt, List.of(new PartitionLag(0, 0, records, records, 0)));
  }
}
