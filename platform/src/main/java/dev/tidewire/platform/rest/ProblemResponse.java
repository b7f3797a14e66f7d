package dev.tidewire.platform.rest;

import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemJson;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Problems as responses. */
public final class ProblemResponse {
  private ProblemResponse() {}

  /** The response with this problem. */
  public static Response of(Problem problem) {
    Response.ResponseBuilder response =
        Response.status(problem.status())
            .type(ProblemJson.MEDIA_TYPE)
            .entity(ProblemJson.render(problem));
    int retryAfter = problem.type().retryAfterSeconds();
    if (retryAfter > 0) {
      response.header(HttpHeaders.RETRY_AFTER, retryAfter);
    }
    return response.build();
  }
}
