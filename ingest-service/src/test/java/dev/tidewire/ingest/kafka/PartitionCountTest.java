package dev.tidewire.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartitionCountTest {
  private long nanos;
  private final PartitionCount count = new PartitionCount(() -> nanos);

  @BeforeEach
  void knowTwelve() {
    count.of(12);
  }

  @Test
  void partitionsThatAreAdded_areNotFollowed() {
    assertThat(count.of(24)).hasValue(12);
    assertThat(count.isInDoubt()).isFalse();
  }

  @Test
  void lowerNumber_isInDoubtAtFirst() {
    assertThat(count.of(2)).isEmpty();
    assertThat(count.isInDoubt()).isTrue();
  }

  @Test
  void lowerNumberThatStays_isFollowed() {
    // Given
    count.of(2);

    // When
    nanos += PartitionCount.DOUBT.toNanos();

    // Then
    assertThat(count.of(2)).hasValue(2);
    assertThat(count.isInDoubt()).isFalse();
  }

  @Test
  void lowerNumberOfABrokerThatLagsBehind_isForgotten() {
    // Given
    count.of(2);
    nanos += PartitionCount.DOUBT.toNanos() - 1;

    // When
    assertThat(count.of(12)).hasValue(12);
    nanos += 1;

    // Then
    assertThat(count.of(2)).isEmpty();
  }

  @Test
  void numberOfBefore_isNotCertainOnceALowerOneIsFollowed() {
    // Given
    assertThat(count.isCertain(12)).isTrue();
    count.of(2);
    assertThat(count.isCertain(12)).isFalse();

    // When
    nanos += PartitionCount.DOUBT.toNanos();
    assertThat(count.isCertain(12)).isFalse();
    count.of(2);

    // Then
    assertThat(count.isCertain(12)).isFalse();
    assertThat(count.isCertain(2)).isTrue();
  }

  @Test
  void eachLowerNumber_hasToStay() {
    // Given
    count.of(6);
    nanos += PartitionCount.DOUBT.toNanos();

    // Then
    assertThat(count.of(2)).isEmpty();
  }
}
