package dev.tidewire.processing.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses bodies that announce too many bytes, with a problem; the HTTP layer, whose limit it is,
 * would say nothing but 413.
 */
@Singleton
class BodyLimit {
  /** Before the HTTP layer's own check. */
  private static final int FIRST = -1_000_000;

  private static final int TOO_LARGE = 413;

  private final long maxBytes;

  BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize max) {
    this.maxBytes = max.asLongValue();
  }

  void register(@Observes Router router) {
    router.route("/v1/*").order(FIRST).handler(this::check);
  }

  private void check(RoutingContext routing) {
    String length = routing.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null || Long.parseLong(length) <= maxBytes) {
      routing.next();
      return;
    }
    Problem problem =
        Problem.of(
            TOO_LARGE,
            "The body is too large",
            "The body is larger than %d bytes; name fewer ids, or use a filter."
                .formatted(maxBytes));
    HttpServerResponse response = routing.response();
    response.setStatusCode(TOO_LARGE).putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
    // The rest of the body is not waited for.
    response.putHeader(HttpHeaders.CONNECTION, "close");
    response.end(Buffer.buffer(JsonAnswers.bytes(JsonAnswers.problem(problem))));
  }
}
