package dev.tidewire.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.ssl.SslHandler;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class SecurityHeadersTest {
  private final HttpHeaders headers = new DefaultHttpHeaders();

  @Test
  void everyAnswerHasThem() {
    // When
    SecurityHeaders.put(headers, new EmbeddedChannel());
    // Then
    assertThat(headers.names())
        .containsExactlyInAnyOrder(
            "x-content-type-options",
            "content-security-policy",
            "referrer-policy",
            "cache-control");
  }

  /** Over plain HTTP a browser ignores it, and it would be of no use to others (RFC 6797). */
  @Test
  void overTls_clientsAreToldToKeepToIt() throws NoSuchAlgorithmException {
    // Given
    SslHandler tls = new SslHandler(SSLContext.getDefault().createSSLEngine());
    EmbeddedChannel connection = new EmbeddedChannel();
    connection.pipeline().addFirst(tls);
    // When
    SecurityHeaders.put(headers, connection);
    // Then
    assertThat(headers.get("strict-transport-security")).isEqualTo("max-age=31536000");
  }
}
