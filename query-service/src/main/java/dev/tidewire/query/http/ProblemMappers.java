package dev.tidewire.query.http;

import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
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
    return unavailable(String.valueOf(outage.getMessage()));
  }

  @ServerExceptionMapper
  Response late(TimeoutException deadline) {
    return unavailable("The database did not answer in time.");
  }

  @ServerExceptionMapper
  Response refused(WebApplicationException refusal, UriInfo uri) {
    int status = refusal.getResponse().getStatus();
    String path = uri.getPath();
    return switch (status) {
      case 404 ->
          problem(
              ProblemType.NOT_FOUND,
              "There is nothing at " + path + ". /q/openapi describes what there is.");
      case 405 ->
          Response.fromResponse(
                  problem(ProblemType.METHOD_NOT_ALLOWED, path + " is read only: use GET."))
              .header(HttpHeaders.ALLOW, "GET, HEAD")
              .build();
      case 406 ->
          problem(ProblemType.NOT_ACCEPTABLE, path + " answers with application/json only.");
      default ->
          status < 500
              ? problem(ProblemType.MALFORMED_REQUEST, "The request to " + path + " is malformed.")
              : bug(refusal, uri);
    };
  }

  @ServerExceptionMapper
  Response bug(Throwable bug, UriInfo uri) {
    LOG.errorf(bug, "No answer to %s", uri.getPath());
    return problem(
        ProblemType.INTERNAL_ERROR,
        "The service failed in a way it should not; its log has the cause.");
  }

  private static Response unavailable(String detail) {
    return problem(ProblemType.DATABASE_UNAVAILABLE, detail);
  }

  private static Response problem(ProblemType type, String detail) {
    return Replies.problem(Problem.of(type, detail));
  }
}
