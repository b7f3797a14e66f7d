package dev.tidewire.processing.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LagTest {
  private final Lag lag =
      new Lag(
          Instant.EPOCH,
          List.of(
              new PartitionLag(0, 0, 5, 5, 0),
              new PartitionLag(1, 3, 3, 0, 0),
              new PartitionLag(2, 7, 9, 2, 0)));

  @Test
  void recordsOfSomePartitions_leaveOutTheOthers() {
    assertThat(lag.records(Set.of(1, 2))).isEqualTo(2);
    assertThat(lag.records(Set.of())).isZero();
    assertThat(lag.records()).isEqualTo(7);
  }
}
