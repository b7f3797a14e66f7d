package dev.tidewire.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryTest {
  private final List<PublishOutcome> outcomes = new ArrayList<>();

  @Test
  void reportsOnceWhenTheLastFateIsKnown() {
    // Given
    Delivery delivery = new Delivery(4, outcomes::add);

    // When
    delivery.settle(BatchFate.ACCEPTED, 1, "");
    delivery.settle(BatchFate.UNKNOWN, 2, "because");
    delivery.settle(BatchFate.NOT_SENT, 4, "");
    assertThat(outcomes).isEmpty();
    delivery.settle(BatchFate.REFUSED, 8, "");

    // Then
    assertThat(outcomes).containsExactly(new PublishOutcome(1, 2, 4, 8, "because"));
    assertThat(outcomes.get(0).isComplete()).isFalse();
    assertThat(outcomes.get(0).total()).isEqualTo(15);
  }

  @Test
  void isCompleteWhenAllIsAccepted() {
    // Given
    Delivery delivery = new Delivery(1, outcomes::add);

    // When
    delivery.settle(BatchFate.ACCEPTED, 3, "");

    // Then
    assertThat(outcomes.get(0).isComplete()).isTrue();
  }
}
