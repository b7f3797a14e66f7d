package dev.tidewire.e2e.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tidewire.e2e.stack.Http;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.zip.GZIPOutputStream;

/** A connection on which anything can be sent, and read or not. */
final class Wire implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final int SMALL_WINDOW = 4_096;

  private final Socket socket = new Socket();

  Wire(Http service) throws IOException {
    socket.setReceiveBufferSize(SMALL_WINDOW);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.connect(new InetSocketAddress("127.0.0.1", service.port()));
  }

  Wire send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  Wire send(String bytes) throws IOException {
    return send(bytes.getBytes(ISO_8859_1));
  }

  /** Posts to the readings, with more header fields, each with its line end. */
  Wire post(String type, String fields, byte[] body) throws IOException {
    return send(head("POST", "/v1/readings", "Content-Type: " + type + "\r\n" + fields)).send(body);
  }

  /** Reads until the answer has begun. */
  void awaitAnswer() throws IOException {
    if (socket.getInputStream().read() < 0) {
      throw new IOException("the connection was closed without an answer");
    }
  }

  static String head(String method, String target, String fields) {
    return method + " " + target + " HTTP/1.1\r\nHost: hostile\r\n" + fields + "\r\n";
  }

  static String length(byte[] body) {
    return "Content-Length: " + body.length + "\r\n";
  }

  static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
    return packed.toByteArray();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
