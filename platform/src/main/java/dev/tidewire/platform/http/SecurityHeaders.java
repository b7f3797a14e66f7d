package dev.tidewire.platform.http;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;

/**
 * The header fields that every answer has: browsers neither guess its type, nor run or frame it,
 * nor tell other sites where it was, and nobody keeps it. A resource may say something else.
 */
final class SecurityHeaders {
  private static final CharSequence OPTIONS = field("x-content-type-options");
  private static final CharSequence POLICY = field("content-security-policy");
  private static final CharSequence REFERRER = field("referrer-policy");
  private static final CharSequence CACHE = field("cache-control");
  private static final CharSequence TRANSPORT = field("strict-transport-security");

  private static final CharSequence NOSNIFF = field("nosniff");
  private static final CharSequence NOTHING = field("default-src 'none'; frame-ancestors 'none'");
  private static final CharSequence OWN_PAGES = field("frame-ancestors 'none'");
  private static final CharSequence NO_REFERRER = field("no-referrer");
  private static final CharSequence NO_STORE = field("no-store");
  private static final CharSequence A_YEAR = field("max-age=31536000");

  /** The only page there is; it needs its scripts and styles. */
  private static final String SWAGGER_UI = "/q/swagger-ui";

  private SecurityHeaders() {}

  /** Puts them on the answer to a request. */
  static void put(HttpServerRequest request) {
    MultiMap headers = request.response().headers();
    String path = request.path();
    headers
        .set(OPTIONS, NOSNIFF)
        .set(POLICY, path != null && path.startsWith(SWAGGER_UI) ? OWN_PAGES : NOTHING)
        .set(REFERRER, NO_REFERRER)
        .set(CACHE, NO_STORE);
    if (request.isSSL()) {
      headers.set(TRANSPORT, A_YEAR);
    }
  }

  /** Puts them on an answer that is written to a connection, past all routes. */
  static void put(HttpHeaders headers, Channel connection) {
    headers
        .set(OPTIONS, NOSNIFF)
        .set(POLICY, NOTHING)
        .set(REFERRER, NO_REFERRER)
        .set(CACHE, NO_STORE);
    if (connection.pipeline().get(SslHandler.class) != null) {
      headers.set(TRANSPORT, A_YEAR);
    }
  }

  private static CharSequence field(String text) {
    return io.vertx.core.http.HttpHeaders.createOptimized(text);
  }
}
