package dev.tidewire.platform.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** What still arrives of the body of a request that is answered without it. */
public final class RestOfBody {
  /** How long it may take to arrive, so that a sender that reads only after it gets the answer. */
  private static final long LINGER_MILLIS = 2_000;

  /** RFC 9113, section 8.1: the response is complete, and the rest of the request not needed. */
  private static final long NO_ERROR = 0;

  private RestOfBody() {}

  /**
   * Takes the rest and forgets it. Of one that does not end soon the connection is closed, and over
   * HTTP/2 only the stream, so that no other request suffers.
   */
  public static void discard(Vertx vertx, HttpServerRequest request) {
    if (request.isEnded()) {
      return;
    }
    long timer = vertx.setTimer(LINGER_MILLIS, late -> end(request));
    // Without a handler the body would pile up in memory, unread.
    request.handler(discarded -> {});
    request.endHandler(ended -> vertx.cancelTimer(timer));
    request.exceptionHandler(broken -> vertx.cancelTimer(timer));
  }

  private static void end(HttpServerRequest request) {
    if (request.isEnded()) {
      return;
    }
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset(NO_ERROR);
    } else {
      request.connection().close();
    }
  }
}
