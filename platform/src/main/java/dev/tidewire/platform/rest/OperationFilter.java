package dev.tidewire.platform.rest;

import dev.tidewire.platform.access.Access;
import dev.tidewire.platform.access.Authorization;
import dev.tidewire.platform.access.Operation;
import dev.tidewire.platform.access.Performs;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.security.AccessControl;
import dev.tidewire.platform.security.Gate;
import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.Context;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.Http1xServerConnection;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Lets requests through to a resource's method that the caller may use. The method that will run
 * says what it does; one that does not say it never runs.
 */
final class OperationFilter {
  private static final Logger LOG = Logger.getLogger(OperationFilter.class);

  private static final Problem UNDECLARED =
      Problem.of(
          ProblemType.FORBIDDEN, "This does not declare what it does, so nobody may use it.");

  private final AccessControl control;
  private final Gate gate;

  OperationFilter(AccessControl control, Gate gate) {
    this.control = control;
    this.gate = gate;
  }

  @ServerRequestFilter(nonBlocking = true)
  Optional<Response> check(ResourceInfo resource, RoutingContext exchange) {
    Method method = resource.getResourceMethod();
    Performs performs = method.getAnnotation(Performs.class);
    if (performs == null) {
      LOG.errorf("%s declares no operation, so it answers nobody", method);
      return Optional.of(ProblemResponse.of(UNDECLARED));
    }
    Operation operation = new Operation(performs.id(), performs.scope(), performs.ofAllSensors());
    Authorization authorization = control.enter(operation, exchange);
    if (authorization instanceof Authorization.Granted granted) {
      CallerAccess.put(exchange, granted.access(), operation);
      endWithIt(exchange, granted.access());
      return Optional.empty();
    }
    return Optional.of(ProblemResponse.of(((Authorization.Denied) authorization).problem()));
  }

  /** An answer that is still being sent when the caller may not have it any more is cut. */
  private void endWithIt(RoutingContext exchange, Access access) {
    Context eventLoop = exchange.vertx().getOrCreateContext();
    Runnable ended = gate.during(access, () -> eventLoop.runOnContext(now -> cut(exchange)));
    exchange.addEndHandler(end -> ended.run());
  }

  /** HTTP/1 closes a connection only after all that its client has not taken yet. */
  private static void cut(RoutingContext exchange) {
    HttpConnection connection = exchange.request().connection();
    if (connection instanceof Http1xServerConnection http1) {
      var unused = http1.channelHandlerContext().close();
    } else {
      exchange.response().reset(Http2Error.CANCEL.code());
    }
  }
}
