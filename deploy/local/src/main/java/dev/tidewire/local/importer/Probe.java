package dev.tidewire.local.importer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Asks a port what it speaks, because what it does with the other protocol does not tell. */
final class Probe {
  private static final int TIMEOUT_MILLIS = 3_000;
  private static final byte[] HEAD =
      "HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private Probe() {}

  /** Whether a handshake succeeds, or fails at the certificate or with an alert. */
  static boolean speaksTls(URI url) {
    SSLSocketFactory sockets = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (Socket plain = connected(url, 80);
        SSLSocket socket =
            (SSLSocket) sockets.createSocket(plain, url.getHost(), plain.getPort(), true)) {
      socket.startHandshake();
      return true;
    } catch (IOException e) {
      return TlsMistake.has(e, CertificateException.class)
          || String.valueOf(e.getMessage()).contains("fatal alert");
    }
  }

  /** Whether it answers plain HTTP; with 400, servers say that they speak TLS. */
  static boolean speaksPlainHttp(URI url) {
    try (Socket socket = connected(url, 443)) {
      socket.getOutputStream().write(HEAD);
      String answer =
          new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
      return answer.startsWith("HTTP/") && !answer.endsWith(" 400");
    } catch (IOException e) {
      return false;
    }
  }

  private static Socket connected(URI url, int otherwise) throws IOException {
    Socket socket = new Socket();
    socket.setSoTimeout(TIMEOUT_MILLIS);
    int port = url.getPort() < 0 ? otherwise : url.getPort();
    try {
      socket.connect(new InetSocketAddress(url.getHost(), port), TIMEOUT_MILLIS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
