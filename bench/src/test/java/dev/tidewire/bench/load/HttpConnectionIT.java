package dev.tidewire.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpConnectionIT {
  private final Set<InetSocketAddress> clients = new HashSet<>();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/echo", this::echo);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void oneConnection_carriesAllRequests() throws IOException {
    // Given
    String large = "[" + "{\"sensor\":\"a\"},".repeat(10_000) + "0]";
    try (HttpConnection connection = new HttpConnection(port())) {
      for (String json : List.of("[1,2]", large, "{}")) {
        for (String path : List.of("/echo/whole", "/echo/chunked")) {
          // When
          int status = connection.exchange(HttpConnection.post(path, json));

          // Then
          assertThat(status).isEqualTo(202);
          assertThat(connection.body()).isEqualTo(json);
        }
      }
    }
    assertThat(clients).hasSize(1);
  }

  @Test
  void aTextThatIsNotThere_isAFailureWithTheAnswer() {
    assertThatThrownBy(() -> HttpConnection.text(port(), "/missing"))
        .isInstanceOf(IOException.class)
        .hasMessage("/missing answers 404: <h1>404 Not Found</h1>No context found for request");
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private void echo(HttpExchange exchange) throws IOException {
    clients.add(exchange.getRemoteAddress());
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    // A length of 0 makes this server send chunks.
    exchange.sendResponseHeaders(202, path.endsWith("chunked") ? 0 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
