package dev.tidewire.query.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.NotFoundException;
import java.net.URLDecoder;

/**
 * The path as the client sent it, which alone is answered. JAX-RS also finds a resource after it
 * has joined slashes, resolved dots, decoded letters and cut off what follows a semicolon.
 */
final class SentPath {
  private SentPath() {}

  /** Fails with 404 where the path is another one. */
  static void check(RoutingContext exchange, String path) {
    if (!path.equals(exchange.request().path())) {
      throw new NotFoundException();
    }
  }

  /** The sensor that the path names; fails with 404 where it names none. */
  static String sensor(RoutingContext exchange) {
    // A plus is itself here; it is a space in forms only.
    return URLDecoder.decode(below(exchange, SensorsResource.PATH).replace("+", "%2B"), UTF_8);
  }

  /** What follows a path and a slash, as it was sent; fails with 404 at another path. */
  static String below(RoutingContext exchange, String path) {
    String sent = exchange.request().path();
    if (!sent.startsWith(path + "/")) {
      throw new NotFoundException();
    }
    return sent.substring(path.length() + 1);
  }
}
