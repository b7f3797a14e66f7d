package dev.tidewire.processing.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/** Answers as responses. */
final class Replies {
  private Replies() {}

  /** The response to a request that was read. */
  static <T> Uni<Response> to(Parsed<T> parsed, Function<T, Uni<Response>> answer) {
    if (parsed instanceof Parsed.Accepted<T> accepted) {
      return answer.apply(accepted.request());
    }
    return Uni.createFrom()
        .item(problem(Problem.invalid(((Parsed.Rejected<T>) parsed).violations())));
  }

  /** 200 with this JSON. */
  static Response ok(ObjectNode json) {
    return Response.ok(JsonAnswers.bytes(json), MediaType.APPLICATION_JSON_TYPE).build();
  }

  /** The response with this problem. */
  static Response problem(Problem problem) {
    Response.ResponseBuilder response =
        Response.status(problem.status())
            .type(Problem.MEDIA_TYPE)
            .entity(JsonAnswers.bytes(JsonAnswers.problem(problem)));
    if (problem.retryAfterSeconds() > 0) {
      response.header(HttpHeaders.RETRY_AFTER, problem.retryAfterSeconds());
    }
    return response.build();
  }
}
