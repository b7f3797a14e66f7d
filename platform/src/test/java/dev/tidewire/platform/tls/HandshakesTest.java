package dev.tidewire.platform.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.handler.ssl.NotSslRecordException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class HandshakesTest {
  private static final SocketAddress CLIENT = new InetSocketAddress(443);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Handshakes handshakes = new Handshakes(registry);

  @Test
  void aClientThatHangsUpHasNotFailed() {
    // When
    handshakes.failed(CLIENT, new SSLHandshakeException("unknown_ca"));
    handshakes.failed(CLIENT, new ClosedChannelException());

    // Then
    assertThat(registry.get("tidewire.http.handshakes.failed").counter().count()).isOne();
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThat(HandshakeFault.of(new SSLHandshakeException("Empty client certificate chain")))
        .contains("sent no certificate", "tidewire.tls.client-certificates");
    assertThat(HandshakeFault.of(new SSLHandshakeException("Received fatal alert: unknown_ca")))
        .contains("does not accept this server's certificate", "unknown_ca");
    assertThat(HandshakeFault.of(new SSLHandshakeException("PKIX path building failed: x")))
        .contains("no authority in the server's trust store");
    assertThat(
            HandshakeFault.of(
                new SSLHandshakeException(
                    "PKIX path validation failed: java.security.cert.CertPathValidatorException:"
                        + " validity check failed")))
        .contains("not valid at this time");
  }

  @Test
  void whatWasSentInTheClearIsNotTold() {
    assertThat(HandshakeFault.of(new NotSslRecordException("not an SSL/TLS record: 70617373")))
        .doesNotContain("70617373");
  }
}
