package dev.tidewire.processing.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class LegTest {
  /** A poll and the watch may find it at the same time. */
  @Test
  void lowerWatermark_isALossOnlyOnce() {
    // Given
    Leg leg = Leg.placed(1, UUID.randomUUID(), 5);
    leg.sees(9);

    // Then
    assertThat(leg.loses(9)).isFalse();
    assertThat(leg.loses(7)).isTrue();
    assertThat(leg.loses(7)).isFalse();
    assertThat(leg.loses(8)).isFalse();
    assertThat(leg.watermark()).isEqualTo(9);

    // When
    boolean losesMore = leg.loses(6);

    // Then
    assertThat(losesMore).isTrue();
  }
}
