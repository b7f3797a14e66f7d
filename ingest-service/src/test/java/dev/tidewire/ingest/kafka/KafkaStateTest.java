package dev.tidewire.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.ingest.LogLines;
import java.security.cert.CertificateExpiredException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
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

  @Test
  void tellsWhatHasToBeMended_onceForEachReason() {
    // Given
    Exception untrusted =
        new SslAuthenticationException(
            "SSL handshake failed",
            new SSLHandshakeException("no").initCause(new CertificateExpiredException("NotAfter")));
    Exception password = new SaslAuthenticationException("invalid credentials");
    try (LogLines log = new LogLines(KafkaState.class.getPackageName())) {

      // When
      for (int attempt = 0; attempt < 3; attempt++) {
        state.failed(new TimeoutException("no topic"), Failure.NO_TOPIC);
        state.failed(untrusted, Failure.NOT_LET_IN);
      }
      state.failed(password, Failure.NOT_LET_IN);

      // Then
      assertThat(log.lines())
          .satisfiesExactly(
              first -> assertThat(first).contains("does not acknowledge", "no topic"),
              second -> assertThat(second).contains("another reason", "has expired"),
              third -> assertThat(third).contains("another reason", "invalid credentials"));
    }
  }
}
