package dev.tidewire.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the JDK really throws is in the tests of the services. */
class TlsFailureTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new CertificateExpiredException("NotAfter: May"), "has expired"),
        Arguments.of(
            new CertPathValidatorException("validity", new CertificateExpiredException("May")),
            "has expired"),
        Arguments.of(new CertificateNotYetValidException("NotBefore"), "not valid yet"),
        Arguments.of(new CertPathBuilderException("no path"), "not signed by a CA that we trust"),
        Arguments.of(
            new CertPathValidatorException("signature check failed"),
            "not signed by a CA that we trust"),
        Arguments.of(new CertificateException("No name matching x found"), "for another host"),
        Arguments.of(
            new CertificateException("No subject alternative names matching IP address 10.0.0.1"),
            "for another host"),
        Arguments.of(new CertificateException("what else"), "handshake with the database failed"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void failureOfTheHandshake_isInWords(Exception cause, String words) {
    // When
    SSLHandshakeException failure = new SSLHandshakeException("handshake");
    failure.initCause(cause);

    // Then
    assertThat(TlsFailure.of(failure)).get().asString().contains(words);
  }

  @Test
  void serverWithoutTls_isTold() {
    assertThat(TlsFailure.of(new Exception("Postgres Server does not handle SSL connection")))
        .get()
        .asString()
        .contains("ssl = on");
  }

  @Test
  void otherFailures_haveNothingToDoWithTls() {
    // Given
    Exception circle = new Exception("a");
    circle.initCause(new Exception("b", circle));

    // Then
    assertThat(TlsFailure.of(new IOException("reset"))).isEmpty();
    assertThat(TlsFailure.of(circle)).isEmpty();
  }
}
