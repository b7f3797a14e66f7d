package dev.tidewire.platform.http;

import dev.tidewire.platform.problem.Problem;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.vertx.http.runtime.filters.AbstractResponseWrapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.http.impl.HttpServerRequestWrapper;
import java.util.List;

/**
 * A request by a page, which says of what origin it is. Where the origin may not do it, Quarkus
 * answers without a body, and here with a problem.
 */
final class CrossOrigin extends HttpServerRequestWrapper {
  private static final Problem REFUSED =
      Problem.ofStatus(
          HttpResponseStatus.FORBIDDEN.code(),
          "Pages of this `Origin` may not send this request. An operator can allow it with"
              + " `quarkus.http.cors.origins` and `quarkus.http.cors.methods`.");

  /** What Quarkus says also to an origin that may do nothing of it. */
  private static final List<CharSequence> ALLOWANCES =
      List.of(
          HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS,
          HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS,
          HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS,
          HttpHeaderNames.ACCESS_CONTROL_MAX_AGE);

  private final HttpServerResponse response;

  CrossOrigin(Vertx vertx, HttpServerRequest request) {
    super((HttpServerRequestInternal) request);
    this.response = new WithProblem(vertx, request);
  }

  /** Whether the request could be refused without a problem that it should have. */
  static boolean needs(HttpServerRequest request) {
    return request.headers().contains(HttpHeaderNames.ORIGIN)
        && !request.method().equals(HttpMethod.HEAD)
        && !(request.response() instanceof WithProblem);
  }

  @Override
  public HttpServerResponse response() {
    return response;
  }

  private static final class WithProblem extends AbstractResponseWrapper {
    private final Vertx vertx;
    private final HttpServerRequest request;

    WithProblem(Vertx vertx, HttpServerRequest request) {
      super(request.response());
      this.vertx = vertx;
      this.request = request;
    }

    @Override
    public Future<Void> end() {
      if (getStatusCode() != HttpResponseStatus.FORBIDDEN.code() || headWritten()) {
        return super.end();
      }
      if (!headers().contains(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN)) {
        ALLOWANCES.forEach(headers()::remove);
      }
      RestOfBody.discard(vertx, request);
      return ProblemAnswer.write(this, REFUSED);
    }
  }
}
