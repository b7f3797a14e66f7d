package dev.tidewire.bench.load;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One kept-alive connection to a server on this machine. Not thread-safe. */
public final class HttpConnection implements AutoCloseable {
  /** Longer than any server here may take, so that a hang ends the run instead of hanging it. */
  private static final int TIMEOUT_MS = 30_000;

  private final Socket socket = new Socket();
  private final OutputStream out;
  private final ResponseReader in;

  /** Connects to the port of 127.0.0.1. */
  public HttpConnection(int port) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MS);
    socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MS);
    out = socket.getOutputStream();
    in = new ResponseReader(socket.getInputStream());
  }

  /** Sends the request, reads the whole response and returns its status. */
  public int exchange(byte[] request) throws IOException {
    out.write(request);
    return in.read();
  }

  /** The body of the last response. */
  public String body() {
    return in.body();
  }

  /** Gets one resource over a connection of its own. */
  public static HttpAnswer get(int port, String path) throws IOException {
    try (HttpConnection connection = new HttpConnection(port)) {
      return new HttpAnswer(connection.exchange(getRequest(path)), connection.body());
    }
  }

  /** The bytes of a GET that accepts whatever the server prefers. */
  public static byte[] getRequest(String path) {
    return "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\n\r\n"
        .formatted(path)
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
