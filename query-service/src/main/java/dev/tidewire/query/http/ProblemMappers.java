package dev.tidewire.query.http;

import dev.tidewire.query.problem.Problem;
import dev.tidewire.query.store.DatabaseUnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.concurrent.TimeoutException;
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
  Response late(TimeoutException deadline) {
    return Replies.problem(Problem.databaseUnavailable("The database did not answer in time."));
  }

  @ServerExceptionMapper
  Response refused(WebApplicationException refusal, UriInfo uri) {
    Response.StatusType status = refusal.getResponse().getStatusInfo();
    Problem problem =
        Problem.of(status.getStatusCode(), status.getReasonPhrase(), detail(status, uri.getPath()));
    Response reply = Replies.problem(problem);
    return status.getStatusCode() == 405
        ? Response.fromResponse(reply).header(HttpHeaders.ALLOW, "GET, HEAD").build()
        : reply;
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
      case 405 -> path + " can only be read: use GET.";
      case 406 -> path + " answers with application/json only.";
      default -> "The request to " + path + " cannot be answered.";
    };
  }
}
