package dev.tidewire.bench.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class SizingTest {
  private static final Costs COSTS = new Costs(1, 0.5, 1, 3, 15, 100, 90);

  @Test
  void aMillionReadingsASecond_takeTwiceWhatTheyUse() {
    // When
    Sizing sizing = Sizing.of(COSTS, 1_000_000);

    // Then
    assertThat(sizing.partitions()).isEqualTo(12);
    assertThat(sizing.ingestReplicas()).isEqualTo(2);
    assertThat(sizing.processingReplicas()).isEqualTo(4);
    assertThat(sizing.kafkaCores()).isCloseTo(3, within(1e-9));
    assertThat(sizing.kafkaBytes()).isCloseTo(1e6 * 15 * 3 * 7 * 86_400, within(1.0));
    assertThat(sizing.postgresCores()).isCloseTo(6, within(1e-9));
    assertThat(sizing.walBytesPerSecond()).isCloseTo(1e8, within(1.0));
    assertThat(sizing.tableBytesPerDay()).isCloseTo(1e6 * 90 * 86_400, within(1.0));
    assertThat(sizing.databases()).isEqualTo(1);
  }

  @Test
  void aFewReadings_haveTwoOfEachAllTheSame() {
    // When
    Sizing sizing = Sizing.of(COSTS, 10);

    // Then
    assertThat(sizing.ingestReplicas()).isEqualTo(2);
    assertThat(sizing.processingReplicas()).isEqualTo(2);
    assertThat(sizing.partitions()).isEqualTo(12);
  }

  @Property
  void noConsumerIsWithoutAPartition(@ForAll @DoubleRange(min = 1, max = 1e8) double rate) {
    // When
    Sizing sizing = Sizing.of(COSTS, rate);

    // Then
    assertThat(sizing.processingReplicas() * Sizing.CONSUMERS)
        .isLessThanOrEqualTo(sizing.partitions());
  }
}
