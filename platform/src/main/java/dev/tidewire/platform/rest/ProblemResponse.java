package dev.tidewire.platform.rest;

import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemJson;
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
    problem.type().headers().forEach(response::header);
    return response.build();
  }
}
