package dev.tidewire.platform.security;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** A provider that answers what a test wants. */
final class TestProvider implements AutoCloseable {
  static final String DISCOVERY = "/plant/.well-known/openid-configuration";
  static final String KEYS = "/keys";

  /** Writes one answer. */
  interface Answer {
    void write(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();

  private TestProvider(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    answers.put(DISCOVERY, json("{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}", issuer(), url(KEYS)));
  }

  static TestProvider start() {
    try {
      return new TestProvider(HttpServer.create(anyPort(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One that shows the certificate of a key store. */
  static TestProvider start(SSLContext tls) {
    try {
      HttpsServer server = HttpsServer.create(anyPort(), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(tls));
      return new TestProvider(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  String issuer() {
    return url("/plant");
  }

  String url(String path) {
    return (server instanceof HttpsServer ? "https" : "http")
        + "://127.0.0.1:"
        + server.getAddress().getPort()
        + path;
  }

  TestProvider with(String path, Answer answer) {
    answers.put(path, answer);
    return this;
  }

  /** How often it was called. */
  int calls() {
    return calls.get();
  }

  static Answer json(String text, Object... values) {
    return status(200, text.formatted(values));
  }

  static Answer status(int status, String text, String... headers) {
    return exchange -> {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
      }
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    };
  }

  /** The beginning of an answer whose rest never comes. */
  static Answer unfinished(String text) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
    };
  }

  private void answer(HttpExchange exchange) throws IOException {
    calls.incrementAndGet();
    answers.getOrDefault(exchange.getRequestURI().getPath(), status(404, "")).write(exchange);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
