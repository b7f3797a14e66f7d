package dev.tidewire.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class KafkaStateTest {
  private boolean connected = true;
  private long nanos;
  private final KafkaState state = new KafkaState(() -> connected, () -> nanos);

  @Test
  void isAnOutageWhileDeliveriesFailAndNoBrokerIsThere() {
    // When
    state.failed(new TimeoutException("late"), Failure.NO_ACKNOWLEDGEMENT);
    connected = false;

    // Then
    assertThat(state.isOutage()).isTrue();
  }

  @Test
  void isBrokenBecauseOfAFailureWithoutAMessage() {
    // When
    state.broken(new TimeoutException());

    // Then
    assertThat(state.brokenBecause()).contains("TimeoutException");
  }

  @Test
  void isNoOutageAsSoonAsABrokerIsThere() {
    // Given
    state.failed(new TimeoutException("late"), Failure.NO_ACKNOWLEDGEMENT);

    // Then
    assertThat(state.isOutage()).isFalse();
    assertThat(state.hasFailedLately()).isTrue();
  }

  @Test
  void isNoOutageBeforeADeliveryHasFailed() {
    // Given
    connected = false;

    // Then
    assertThat(state.isOutage()).isFalse();
  }

  @Test
  void anAcknowledgementEndsAFailure() {
    // Given
    state.failed(new TimeoutException("late"), Failure.NO_ACKNOWLEDGEMENT);

    // When
    state.acknowledged();

    // Then
    assertThat(state.hasFailedLately()).isFalse();
  }

  @Test
  void aLackOfRoomIsNoFailureOfKafka() {
    // When
    state.failed(new TimeoutException("full"), Failure.NO_ROOM);

    // Then
    assertThat(state.hasFailedLately()).isFalse();
  }

  @Test
  void aFailureIsForgottenWhileNobodySends() {
    // Given
    state.failed(new TimeoutException("late"), Failure.NO_ACKNOWLEDGEMENT);

    // When
    nanos += 5_000_000_000L;

    // Then
    assertThat(state.hasFailedLately()).isFalse();
  }
}
