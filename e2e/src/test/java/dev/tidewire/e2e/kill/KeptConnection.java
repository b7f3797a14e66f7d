package dev.tidewire.e2e.kill;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection of HTTP/1.1 on which one request follows the other. */
final class KeptConnection implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");
  private static final int TIMEOUT_MILLIS = 10_000;

  private final byte[] request;
  private final Socket socket;
  private final DataInputStream in;

  /**
   * Connects.
   *
   * @param request each request, without a body
   */
  KeptConnection(int port, String request) throws IOException {
    this.request =
        (request + " HTTP/1.1\r\nHost: test\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    in = new DataInputStream(socket.getInputStream());
  }

  /** Sends the request, and returns the head of the answer. */
  String ask() throws IOException {
    socket.getOutputStream().write(request);
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readByte());
    }
    Matcher length = LENGTH.matcher(head);
    in.skipNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
    return head.toString();
  }

  /** Waits for the service to close it. */
  boolean isClosed() throws IOException {
    return in.read() < 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
