package dev.tidewire.bench.load;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One kept-alive connection to a server on this machine. Not thread-safe. */
public final class HttpConnection implements AutoCloseable {
  /** Longer than any server here may take, so that a server that hangs ends the run. */
  private static final int TIMEOUT_MS = 30_000;

  private final Socket socket;
  private final OutputStream out;
  private final ResponseReader responses;

  /** Connects to the port of 127.0.0.1. */
  public HttpConnection(int port) throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MS);
    out = socket.getOutputStream();
    responses = new ResponseReader(socket.getInputStream());
  }

  /** The bytes of a GET. */
  public static byte[] get(String path) {
    return "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
        .formatted(path)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** The bytes of a POST of JSON in ASCII, which is the end of them. */
  static byte[] post(String path, String json) {
    return post(path, "", json);
  }

  /**
   * The same, with more header fields.
   *
   * @param fields each with its line end
   */
  static byte[] post(String path, String fields, String json) {
    byte[] body = json.getBytes(StandardCharsets.US_ASCII);
    byte[] head = head(path, "application/json", fields, body.length);
    byte[] request = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return request;
  }

  /**
   * The head of a POST.
   *
   * @param fields more header fields, each with its line end
   */
  static byte[] head(String path, String contentType, String fields, int length) {
    return """
        POST %s HTTP/1.1\r
        Host: 127.0.0.1\r
        %sContent-Type: %s\r
        Content-Length: %d\r
        \r
        """
        .formatted(path, fields, contentType, length)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Gets a text over a connection of its own; fails when the status is not 200. */
  public static String text(int port, String path) throws IOException {
    try (HttpConnection connection = new HttpConnection(port)) {
      int status = connection.exchange(get(path));
      if (status != 200) {
        throw new IOException(path + " answers " + status + ": " + connection.body());
      }
      return connection.body();
    }
  }

  /** Posts nothing over a connection of its own; fails when the status is another. */
  public static void order(int port, String path, int expectedStatus) throws IOException {
    try (HttpConnection connection = new HttpConnection(port)) {
      int status = connection.exchange(post(path, ""));
      if (status != expectedStatus) {
        throw new IOException(path + " answers " + status + ": " + connection.body());
      }
    }
  }

  /** Sends the request, reads the whole response and returns its status. */
  public int exchange(byte[] request) throws IOException {
    out.write(request);
    return responses.read();
  }

  /** The body of the last response. */
  public String body() {
    return responses.body();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
