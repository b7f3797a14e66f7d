package dev.tidewire.local.importer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/** Answers as a test has it, and keeps what it was sent apart from dry runs. */
final class FakeIngest implements AutoCloseable {
  static {
    // Otherwise each answer waits 40 ms for an acknowledgement of its head.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final InetSocketAddress LOOPBACK =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final HttpServer server;
  private final List<Request> requests = new ArrayList<>();
  private Function<Request, Reply> sample =
      request -> new Reply(202, "{\"accepted\":1,\"preview\":[],\"headLines\":1}");
  private Function<Request, Reply> replies = FakeIngest::accept;

  record Request(String query, String body, String key) {
    long lines() {
      return body.lines().count() - 1;
    }
  }

  record Reply(int status, String body, boolean isForLater) {
    Reply(int status, String body) {
      this(status, body, status >= 400);
    }
  }

  FakeIngest() throws IOException {
    this(HttpServer.create(LOOPBACK, 0));
  }

  private FakeIngest(HttpServer server) {
    this.server = server;
    server.createContext("/v1/readings", this::answer);
    server.start();
  }

  /** One that speaks TLS. */
  static FakeIngest secure(SSLContext identity) throws IOException {
    HttpsServer server = HttpsServer.create(LOOPBACK, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(identity));
    return new FakeIngest(server);
  }

  int port() {
    return server.getAddress().getPort();
  }

  static Reply accept(Request request) {
    return new Reply(202, "{\"accepted\":%d}".formatted(request.lines()));
  }

  void shows(String json) {
    sample = request -> new Reply(202, json);
  }

  /** How dry runs are answered. */
  void shows(Function<Request, Reply> newSample) {
    sample = newSample;
  }

  void refuses(int status, String json) {
    sample = request -> new Reply(status, json);
  }

  void answers(Function<Request, Reply> newReplies) {
    replies = newReplies;
  }

  List<Request> requests() {
    return requests;
  }

  Map<String, String> environment() {
    return Map.of("TIDEWIRE_INGEST_PORT", Integer.toString(port()));
  }

  private void answer(HttpExchange exchange) throws IOException {
    Request request =
        new Request(
            exchange.getRequestURI().getRawQuery(),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    boolean isDryRun = request.query().contains("dryRun=true");
    if (!isDryRun) {
      requests.add(request);
    }
    Reply reply = (isDryRun ? sample : replies).apply(request);
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    if (reply.isForLater()) {
      exchange.getResponseHeaders().add("Retry-After", "0");
    }
    exchange.sendResponseHeaders(reply.status(), body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
