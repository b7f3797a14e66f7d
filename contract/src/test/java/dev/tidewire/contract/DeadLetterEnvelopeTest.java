package dev.tidewire.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeadLetterEnvelopeTest {
  @ParameterizedTest
  @EnumSource
  void envelopeOfEachReason_roundTripsThroughHeaders(DeadLetterReason reason) {
    // Given
    DeadLetterEnvelope envelope =
        new DeadLetterEnvelope(
            reason.code(),
            "déjà vu",
            "topic",
            3,
            1L << 40,
            7,
            1_763_805_600_123L,
            2,
            "0af7651916cd43dd8448eb211c80319c",
            1_763_805_600_456L);

    // When
    DeadLetterEnvelope read = DeadLetterEnvelope.fromHeaders(envelope.toHeaders());

    // Then
    assertThat(read).isEqualTo(envelope);
  }

  @Test
  void envelopeOfAnEarlierRelease_isAFirstFailureOfUnknownTime() {
    // Given
    Map<String, String> headers =
        Map.of(
            "tidewire-dead-letter-reason", "undecodable",
            "tidewire-dead-letter-detail", "no batch",
            "tidewire-dead-letter-topic", "topic",
            "tidewire-dead-letter-partition", "3",
            "tidewire-dead-letter-offset", "4",
            "tidewire-dead-letter-timestamp", "5");

    // When
    DeadLetterEnvelope read = DeadLetterEnvelope.fromHeaders(headers);

    // Then
    assertThat(read)
        .isEqualTo(
            new DeadLetterEnvelope("undecodable", "no batch", "topic", 3, 4, 0, 5, 1, null, null));
  }

  @Test
  void reasonOfANewerRelease_isRead() {
    // Given
    Map<String, String> headers =
        new HashMap<>(
            new DeadLetterEnvelope("undecodable", "no", "topic", 3, 4, 0, 5, 1, null, null)
                .toHeaders());
    headers.put("tidewire-dead-letter-reason", "too-far-away");

    // When
    DeadLetterEnvelope read = DeadLetterEnvelope.fromHeaders(headers);

    // Then
    assertThat(read.reason()).isEqualTo("too-far-away");
  }

  @Test
  void textThatIsNoCode_isNoReason() {
    // Given
    Map<String, String> headers = Map.of("tidewire-dead-letter-reason", "Too far away");

    // Then
    assertThatThrownBy(() -> DeadLetterEnvelope.fromHeaders(headers))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no dead letter reason is called Too far away");
  }

  @Test
  void missingHeader_isNamed() {
    assertThatThrownBy(() -> DeadLetterEnvelope.fromHeaders(Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("header tidewire-dead-letter-reason is missing");
  }
}
