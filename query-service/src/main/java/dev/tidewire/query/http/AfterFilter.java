package dev.tidewire.query.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ext.Provider;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestFilter;

/** Passes on every request of a caller who was let in. It is made before there are settings. */
@Provider
@Priority(Priorities.USER + 1)
public class AfterFilter implements ResteasyReactiveContainerRequestFilter {
  private final Instance<Precedence> precedence;

  AfterFilter(Instance<Precedence> precedence) {
    this.precedence = precedence;
  }

  @Override
  public void filter(ResteasyReactiveContainerRequestContext request) {
    ResteasyReactiveRequestContext context =
        (ResteasyReactiveRequestContext) request.getServerRequestContext();
    precedence.get().ensure(request, context.unwrap(RoutingContext.class));
  }
}
