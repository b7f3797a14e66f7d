package dev.tidewire.ingest.tls;

import dev.tidewire.local.tls.Identity;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A connection over TLS that stays open, and one reading after the other on it. */
final class TlsConnection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final String BODY = "{\"sensor\":\"tls\",\"value\":1}";

  private final SSLSocket socket;

  private TlsConnection(SSLSocket socket) {
    this.socket = socket;
  }

  /**
   * Connects.
   *
   * @param authority of servers that it trusts
   * @param own null to show no certificate
   */
  static TlsConnection open(Vertx vertx, int port, Path authority, @Nullable Identity own)
      throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        own == null ? new KeyManager[0] : keys(vertx, own),
        new PemTrustOptions()
            .addCertPath(authority.toString())
            .getTrustManagerFactory(vertx)
            .getTrustManagers(),
        null);
    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    return new TlsConnection(socket);
  }

  private static KeyManager[] keys(Vertx vertx, Identity own) throws Exception {
    return new PemKeyCertOptions()
        .addCertPath(own.certificate().toString())
        .addKeyPath(own.key().toString())
        .getKeyManagerFactory(vertx)
        .getKeyManagers();
  }

  /** What the server's certificate is called. */
  String server() throws IOException {
    X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
    return shown.getSubjectX500Principal().getName();
  }

  /** The first line of the answer to a reading. */
  String send() throws IOException {
    socket
        .getOutputStream()
        .write(
            "POST /v1/readings HTTP/1.1\r\nHost: tls\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(BODY.length(), BODY)
                .getBytes(StandardCharsets.US_ASCII));
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("}") < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new EOFException("closed after: " + answer);
      }
      answer.append((char) next);
    }
    return answer.substring(0, answer.indexOf("\r\n"));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
