package dev.tidewire.processing.http;

import dev.tidewire.processing.store.DatabaseUnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Outages, bugs and whatever the HTTP layer refuses, as problems. */
final class ProblemMappers {
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  @ServerExceptionMapper
  Response unavailable(DatabaseUnavailableException outage) {
    return Replies.problem(Problem.databaseUnavailable(String.valueOf(outage.getMessage())));
  }

  @ServerExceptionMapper
  Response refused(WebApplicationException refusal, UriInfo uri) {
    Response.StatusType status = refusal.getResponse().getStatusInfo();
    Problem problem =
        Problem.of(status.getStatusCode(), status.getReasonPhrase(), detail(status, uri.getPath()));
    Object allowed = refusal.getResponse().getHeaders().getFirst(HttpHeaders.ALLOW);
    Response reply = Replies.problem(problem);
    return allowed == null
        ? reply
        : Response.fromResponse(reply).header(HttpHeaders.ALLOW, allowed).build();
  }

  @ServerExceptionMapper
  Response bug(Throwable bug, UriInfo uri) {
    LOG.errorf(bug, "No answer to %s", uri.getPath());
    return Replies.problem(
        Problem.of(
            500,
            "Internal Server Error",
            "The service failed in a way it should not; its log has the cause."));
  }

  private static String detail(Response.StatusType status, String path) {
    return switch (status.getStatusCode()) {
      case 404 -> "There is nothing at " + path + ". /q/openapi describes what there is.";
      case 405 -> path + " does not take this method. /q/openapi describes which it takes.";
      case 406 -> path + " answers with application/json only.";
      case 413 -> "The body is too large for " + path + "; name fewer ids, or use a filter.";
      case 415 -> path + " takes a body of Content-Type application/json only.";
      default -> "The request to " + path + " cannot be answered.";
    };
  }
}
