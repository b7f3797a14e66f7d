package dev.tidewire.platform.http;

import io.quarkus.vertx.http.runtime.filters.AbstractResponseWrapper;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.http.impl.HttpServerRequestWrapper;

/**
 * A HEAD request of HTTP/2, whose response has no body (RFC 9110, section 9.3.2). Vert.x leaves the
 * body out over HTTP/1 only; over HTTP/2 a body makes clients fail with a protocol error.
 */
final class HeadOverHttp2 extends HttpServerRequestWrapper {
  private final HttpServerResponse response;

  HeadOverHttp2(HttpServerRequest request) {
    super((HttpServerRequestInternal) request);
    this.response = new WithoutBody(request.response());
  }

  /** Whether the response would be sent with a body, but must not. */
  static boolean needs(HttpServerRequest request) {
    return request.method().equals(HttpMethod.HEAD)
        && request.version() == HttpVersion.HTTP_2
        && !(request.response() instanceof WithoutBody);
  }

  @Override
  public HttpServerResponse response() {
    return response;
  }

  /** A response that announces the length of its body and sends none of it. */
  private static final class WithoutBody extends AbstractResponseWrapper {
    WithoutBody(HttpServerResponse response) {
      super(response);
    }

    @Override
    public Future<Void> write(Buffer data) {
      return Future.succeededFuture();
    }

    @Override
    public void write(Buffer data, Handler<AsyncResult<Void>> handler) {
      write(data).onComplete(handler);
    }

    @Override
    public Future<Void> write(String text) {
      return Future.succeededFuture();
    }

    @Override
    public void write(String text, Handler<AsyncResult<Void>> handler) {
      write(text).onComplete(handler);
    }

    @Override
    public Future<Void> end(Buffer data) {
      if (!isChunked() && !headers().contains(HttpHeaders.CONTENT_LENGTH)) {
        putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(data.length()));
      }
      return end();
    }

    @Override
    public void end(Buffer data, Handler<AsyncResult<Void>> handler) {
      end(data).onComplete(handler);
    }

    @Override
    public Future<Void> end(String text) {
      return end(Buffer.buffer(text));
    }

    @Override
    public void end(String text, Handler<AsyncResult<Void>> handler) {
      end(text).onComplete(handler);
    }
  }
}
