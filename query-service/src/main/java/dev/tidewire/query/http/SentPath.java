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
  private static final String SENSOR = SensorsResource.PATH + "/";

  private SentPath() {}

  /** Fails with 404 where the path is another one. */
  static void check(RoutingContext exchange, String path) {
    if (!path.equals(exchange.request().path())) {
      throw new NotFoundException();
    }
  }

  /** The sensor that the path names; fails with 404 where it names none. */
  static String sensor(RoutingContext exchange) {
    String path = exchange.request().path();
    if (!path.startsWith(SENSOR)) {
      throw new NotFoundException();
    }
    // A plus is itself here; it is a space in forms only.
    return URLDecoder.decode(path.substring(SENSOR.length()).replace("+", "%2B"), UTF_8);
  }
}
