package dev.tidewire.platform.http;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Lets clients leave before a service ends. For some seconds it answers as usual, and each answer
 * says that the next request needs another connection. Otherwise a client would send it into one
 * that is about to be closed, and could not know whether it was served.
 */
@Singleton
final class Farewell {
  /** Before every other route, so that all answers tell. */
  private static final int FIRST = Integer.MIN_VALUE;

  /** How long the client may take to close the connection itself. */
  private static final long LINGER_MILLIS = 1_000;

  private final HttpConfig config;
  private @Nullable Router router;

  Farewell(HttpConfig config) {
    this.config = config;
  }

  void register(@Observes Router all) {
    router = all;
  }

  /** Ends before the service takes no more requests. */
  void begin(@Observes @Priority(1) ShutdownDelayInitiatedEvent ending)
      throws InterruptedException {
    if (router != null) {
      router.route().order(FIRST).handler(Farewell::tell);
    }
    Thread.sleep(config.farewell().toMillis());
  }

  private static void tell(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    if (request.version() == HttpVersion.HTTP_2) {
      // The greatest possible stream: what is under way is served (RFC 9113, section 6.8).
      request.connection().goAway(0, Integer.MAX_VALUE);
    } else {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      routing.addEndHandler(
          answered ->
              routing.vertx().setTimer(LINGER_MILLIS, late -> request.connection().close()));
    }
    routing.next();
  }
}
