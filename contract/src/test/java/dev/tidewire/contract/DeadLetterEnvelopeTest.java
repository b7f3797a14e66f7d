package dev.tidewire.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        new DeadLetterEnvelope(reason, "déjà vu", null, "topic", 3, 1L << 40, 1_763_805_600_123L);

    // When
    DeadLetterEnvelope read = DeadLetterEnvelope.fromHeaders(envelope.toHeaders());

    // Then
    assertThat(read).isEqualTo(envelope);
  }

  @Test
  void missingHeader_isNamed() {
    assertThatThrownBy(() -> DeadLetterEnvelope.fromHeaders(Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("header tidewire-dead-letter-reason is missing");
  }
}
