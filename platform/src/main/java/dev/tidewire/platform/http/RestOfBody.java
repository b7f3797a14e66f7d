package dev.tidewire.platform.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** What still arrives of the body of a request that is answered without it. */
public final class RestOfBody {
  /** How long it may take to arrive, so that a sender that reads only after it gets the answer. */
  static final long LINGER_MILLIS = 2_000;

  /** RFC 9113, section 8.1: the response is complete, and the rest of the request not needed. */
  private static final long NO_ERROR = 0;

  private RestOfBody() {}

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
