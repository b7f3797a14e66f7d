package dev.tidewire.platform.http;

import dev.tidewire.platform.problem.ProblemType;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** What still arrives of the body of a request after its head. */
public final class RestOfBody {
  /** How long it may take to arrive, so that a sender that reads only after it gets the answer. */
  static final long LINGER_MILLIS = 2_000;

  /** RFC 9113, section 8.1: the response is complete, and the rest of the request not needed. */
  private static final long NO_ERROR = 0;

  private static final String GIVEN_UP = RestOfBody.class.getName() + ".given-up";

  private RestOfBody() {}

  /** Answers with a problem unless the whole body arrives in time. */
  public static void limit(RoutingContext routing, Duration timeout) {
    HttpServerRequest request = routing.request();
    if (request.isEnded() || !mayHaveBody(request)) {
      return;
    }
    long timer =
        routing
            .vertx()
            .setTimer(
                timeout.toMillis(),
                late -> {
                  if (!request.isEnded() && !routing.response().ended()) {
                    routing.put(GIVEN_UP, true);
                    routing.fail(ProblemType.BODY_TIMEOUT.status());
                  }
                });
    routing.addEndHandler(answered -> routing.vertx().cancelTimer(timer));
  }

  /**
   * Whether the client has been told that its body came too late. Whoever reads the body fails
   * then, which is no fault of theirs.
   */
  public static boolean isGivenUp(RoutingContext routing) {
    return routing.get(GIVEN_UP, false);
  }

  private static boolean mayHaveBody(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_2
        || request.headers().contains(HttpHeaders.CONTENT_LENGTH)
        || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }

  /**
   * Takes the rest and forgets it. One that does not end soon ends its stream, and no other of the
   * connection. On a connection of HTTP/1 {@link Turns} sees to that.
   */
  public static void discard(Vertx vertx, HttpServerRequest request) {
    if (request.isEnded()) {
      return;
    }
    // Without a handler the body would pile up in memory, unread.
    request.handler(discarded -> {});
    if (request.version() == HttpVersion.HTTP_2) {
      long timer = vertx.setTimer(LINGER_MILLIS, late -> request.response().reset(NO_ERROR));
      request.endHandler(ended -> vertx.cancelTimer(timer));
      request.exceptionHandler(broken -> vertx.cancelTimer(timer));
    }
  }
}
