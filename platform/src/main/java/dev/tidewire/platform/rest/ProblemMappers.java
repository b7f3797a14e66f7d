package dev.tidewire.platform.rest;

import dev.tidewire.platform.audit.AuditUnavailableException;
import dev.tidewire.platform.database.DatabaseUnavailableException;
import dev.tidewire.platform.http.Refusal;
import dev.tidewire.platform.http.RestOfBody;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Outages, bugs and whatever JAX-RS refuses, as problems. */
final class ProblemMappers {
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  /** All bodies that resources take. */
  private static final String ONLY_JSON =
      "The body must be JSON, with `Content-Type: application/json` and without a"
          + " `Content-Encoding`.";

  private final AllowedMethods methods;

  ProblemMappers(BeanManager beans) {
    this.methods = new AllowedMethods(beans);
  }

  @ServerExceptionMapper
  Response unavailable(DatabaseUnavailableException outage) {
    return ProblemResponse.of(
        Problem.of(ProblemType.DATABASE_UNAVAILABLE, String.valueOf(outage.getMessage())));
  }

  @ServerExceptionMapper
  Response unrecorded(AuditUnavailableException outage) {
    return ProblemResponse.of(
        Problem.of(ProblemType.AUDIT_UNAVAILABLE, String.valueOf(outage.getMessage())));
  }

  @ServerExceptionMapper
  Response refused(WebApplicationException refusal, UriInfo uri, RoutingContext exchange) {
    int status = refusal.getResponse().getStatus();
    if (status == ProblemType.UNSUPPORTED_MEDIA_TYPE.status()) {
      return ProblemResponse.of(Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, ONLY_JSON));
    }
    Response reply = ProblemResponse.of(Refusal.of(status, exchange.request().path()));
    return status == 405
        ? Response.fromResponse(reply).header(HttpHeaders.ALLOW, methods.at(uri.getPath())).build()
        : reply;
  }

  @ServerExceptionMapper
  Response failed(Throwable bug, RoutingContext exchange) {
    String path = exchange.request().path();
    if (!RestOfBody.isGivenUp(exchange)) {
      LOG.errorf(bug, "No answer to %s", path);
    }
    return ProblemResponse.of(Refusal.of(500, path));
  }
}
