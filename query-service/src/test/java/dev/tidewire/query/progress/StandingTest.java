package dev.tidewire.query.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.receipt.Place;
import dev.tidewire.contract.receipt.Receipt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StandingTest {
  private static final UUID TOPIC = UUID.randomUUID();
  private static final UUID ANOTHER = UUID.randomUUID();
  private static final Receipt RECEIPT =
      new Receipt(
          Receipt.topic(TOPIC), 0, List.of(new Place(0, 4), new Place(0, 9), new Place(3, 0)));

  private final Stored stored = new Stored();

  @Test
  void records_areStoredBelowTheWatermarkOfTheirPartition() {
    assertThat(stored.count(RECEIPT)).isZero();
    stored.add(TOPIC, 0, 9);
    assertThat(stored.count(RECEIPT)).isEqualTo(1);
    stored.add(TOPIC, 0, 10);
    assertThat(stored.hasAll(RECEIPT)).isFalse();
    stored.add(TOPIC, 3, 1);
    assertThat(stored.hasAll(RECEIPT)).isTrue();
    assertThat(of(TOPIC).isSettled(List.of(RECEIPT))).isTrue();
  }

  @Test
  void watermarksOfAnotherTopic_sayNothing() {
    // Given
    stored.add(ANOTHER, 0, 100);
    stored.add(ANOTHER, 3, 100);

    // Then
    assertThat(stored.count(RECEIPT)).isZero();
    assertThat(of(TOPIC).isSettled(List.of(RECEIPT))).isFalse();
  }

  @Test
  void receiptOfAnotherTopic_isSettled_becauseNothingCanBeSaid() {
    assertThat(of(ANOTHER).isForeign(RECEIPT)).isTrue();
    assertThat(of(ANOTHER).isSettled(List.of(RECEIPT))).isTrue();
    assertThat(new Standing(stored, Optional.empty(), Map.of()).isForeign(RECEIPT)).isFalse();
  }

  @Test
  void ofAPartitionWithMoreStoredThanThereIs_nothingIsKnown() {
    // Given
    stored.add(TOPIC, 0, 206);
    stored.add(TOPIC, 3, 1);

    // When
    Standing now = new Standing(stored, Optional.of(TOPIC), Map.of(0, 153L, 3, 1L));

    // Then
    assertThat(now.stored().count(RECEIPT)).isEqualTo(1);
    assertThat(now.isSettled(List.of(RECEIPT))).isFalse();
    assertThat(stored.reaches(TOPIC, Map.of(0, 0L))).isFalse();
  }

  @Test
  void recordsFarBeyondTheEnd_areOfNoTopic_andThoseThatMayJustHaveComeAre() {
    // Given
    Standing now = new Standing(stored, Optional.of(TOPIC), Map.of(0, 10L));

    // Then
    assertThat(now.isForeign(place(10 + Standing.FAR))).isFalse();
    assertThat(now.isForeign(place(11 + Standing.FAR))).isTrue();
    assertThat(now.isSettled(List.of(place(Long.MAX_VALUE)))).isTrue();
    assertThat(of(TOPIC).isForeign(place(Long.MAX_VALUE))).isFalse();
  }

  private static Receipt place(long offset) {
    return new Receipt(Receipt.topic(TOPIC), 0, List.of(new Place(0, offset)));
  }

  private Standing of(UUID topic) {
    return new Standing(stored, Optional.of(topic), Map.of());
  }
}
