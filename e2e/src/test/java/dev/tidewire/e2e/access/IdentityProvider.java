package dev.tidewire.e2e.access;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An OpenID Connect provider that tells its keys, while it is there. */
final class IdentityProvider {
  static final String AUDIENCE = "tidewire";

  private final int port;
  private volatile List<SigningKey> keys = List.of();
  private @Nullable HttpServer server;

  /** One that is away. */
  IdentityProvider() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String issuer() {
    return "http://127.0.0.1:" + port + "/plant";
  }

  /** Tells these keys from now on. */
  void tell(SigningKey... now) {
    keys = List.of(now);
  }

  void start() {
    HttpServer started = listening();
    started.createContext(
        "/plant/.well-known/openid-configuration",
        exchange ->
            answer(
                exchange,
                "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(issuer(), issuer())));
    started.createContext(
        "/plant/keys",
        exchange ->
            answer(
                exchange,
                keys.stream()
                    .map(SigningKey::jwk)
                    .collect(Collectors.joining(",", "{\"keys\":[", "]}"))));
    started.start();
    server = started;
  }

  private HttpServer listening() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  /**
   * The claims of a token for an hour.
   *
   * @param sensors a pattern
   */
  String claims(String scopes, String sensors) {
    return claims(scopes, sensors, System.currentTimeMillis() / 1_000 + 3_600);
  }

  String claims(String scopes, String sensors, long expires) {
    return """
        {"iss":"%s","aud":["account","%s"],"sub":"somebody","exp":%d,"scope":"openid %s",
        "tidewire_read":["%s"],"tidewire_write":["%s"]}"""
        .formatted(issuer(), AUDIENCE, expires, scopes, sensors, sensors);
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
