package dev.tidewire.ingest.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * Handlers of what a request brings after its head. One that throws ends the request as a route
 * that throws does: with 500, and its cause in the log. Vert.x would log it, and the client wait.
 */
final class Guarded {
  private Guarded() {}

  /** The handler, for events of one request. */
  static <T> Handler<T> of(RoutingContext routing, Handler<T> handler) {
    return event -> {
      try {
        handler.handle(event);
      } catch (RuntimeException | Error fault) {
        routing.fail(fault);
      }
    };
  }
}
