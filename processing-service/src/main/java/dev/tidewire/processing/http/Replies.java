package dev.tidewire.processing.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidewire.platform.query.Parsed;
import dev.tidewire.platform.rest.ProblemResponse;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/** Answers as responses. */
final class Replies {
  private Replies() {}

  /** The response to a request that was read. */
  static <T> Uni<Response> to(Parsed<T> parsed, Function<T, Uni<Response>> answer) {
    return parsed.fold(answer, problem -> Uni.createFrom().item(ProblemResponse.of(problem)));
  }

  /** 200 with this JSON. */
  static Response ok(ObjectNode json) {
    return Response.ok(Json.bytes(json), MediaType.APPLICATION_JSON_TYPE).build();
  }
}
