package dev.tidewire.bench.load;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** One kept-alive connection to a server on this machine. Not thread-safe. */
public final class HttpConnection implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  /** Longer than any server here may take, so that a server that hangs ends the run. */
  private static final int TIMEOUT_MS = 30_000;

  private final DefaultBHttpClientConnection connection =
      new DefaultBHttpClientConnection(Http1Config.DEFAULT);
  private byte[] body = {};

  /** Connects to the port of 127.0.0.1. */
  public HttpConnection(int port) throws IOException {
    Socket socket = new Socket(HOST, port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MS);
    connection.bind(socket);
  }

  /** A GET of the path. */
  public static ClassicHttpRequest get(String path) {
    ClassicHttpRequest request = new BasicClassicHttpRequest(Method.GET, path);
    request.setHeader(HttpHeaders.HOST, HOST);
    return request;
  }

  /** A POST of JSON, which must not change while the request is sent. */
  static ClassicHttpRequest post(String path, byte[] json) {
    ClassicHttpRequest request = new BasicClassicHttpRequest(Method.POST, path);
    request.setHeader(HttpHeaders.HOST, HOST);
    request.setHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    request.setHeader(HttpHeaders.CONTENT_LENGTH, json.length);
    request.setEntity(new ByteArrayEntity(json, null));
    return request;
  }

  /**
   * Gets a text over a connection of its own.
   *
   * @throws IOException also when the status is not 200
   */
  public static String text(int port, String path) throws IOException {
    try (HttpConnection connection = new HttpConnection(port)) {
      int status = connection.exchange(get(path));
      if (status != 200) {
        throw new IOException(path + " answers " + status + ": " + connection.body());
      }
      return connection.body();
    }
  }

  /** Sends the request, reads the whole response and returns its status. */
  int exchange(ClassicHttpRequest request) throws IOException {
    try {
      connection.sendRequestHeader(request);
      connection.sendRequestEntity(request);
      connection.flush();
      ClassicHttpResponse response = connection.receiveResponseHeader();
      connection.receiveResponseEntity(response);
      body = EntityUtils.toByteArray(response.getEntity());
      return response.getCode();
    } catch (HttpException e) {
      throw new IOException("the response is not HTTP: " + e.getMessage(), e);
    }
  }

  /** The body of the last response. */
  String body() {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
