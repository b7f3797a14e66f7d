package dev.tidewire.platform.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BrokerFailureTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new CertificateExpiredException("NotAfter: May"), "has expired"),
        Arguments.of(new CertificateNotYetValidException("NotBefore"), "not valid yet"),
        Arguments.of(new CertPathBuilderException("no path"), "not signed by a CA that we trust"),
        Arguments.of(
            new CertificateException("No subject alternative names matching IP address 10.0.0.1"),
            "for another host"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatIsWrongWithACertificate_isInWords(Exception cause, String words) {
    // Given
    Exception failure =
        new SslAuthenticationException(
            "SSL handshake failed", new SSLHandshakeException("handshake").initCause(cause));

    // Then
    assertThat(BrokerFailure.of(failure)).contains(words, String.valueOf(cause.getMessage()));
  }

  @Test
  void otherFailures_sayWhatKafkaSays() {
    assertThat(BrokerFailure.of(new SaslAuthenticationException("invalid credentials")))
        .isEqualTo("invalid credentials");
  }
}
