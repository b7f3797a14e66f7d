package dev.tidewire.query.http;

import dev.tidewire.query.answer.ReadingsAnswers;
import dev.tidewire.query.problem.Problem;
import dev.tidewire.query.render.Format;
import dev.tidewire.query.request.Limits;
import dev.tidewire.query.request.ReadingsRequest;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code /v1/readings}. */
@Path("/v1/readings")
class ReadingsResource {
  private static final Problem NOT_ACCEPTABLE =
      Problem.of(
          406,
          "Not Acceptable",
          "Readings come as "
              + Stream.of(Format.values()).map(Format::mediaType).collect(Collectors.joining(", "))
              + "; the Accept header wants none of them.");

  private final ReadingsAnswers answers;
  private final Limits limits;
  private final Replies replies;

  ReadingsResource(ReadingsAnswers answers, Limits limits, Replies replies) {
    this.answers = answers;
    this.limits = limits;
    this.replies = replies;
  }

  @GET
  @NonBlocking
  public Uni<Response> readings(@Context UriInfo uri, @Context RoutingContext exchange) {
    exchange.response().putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    String accept = exchange.request().getHeader(HttpHeaders.ACCEPT);
    Format format = Format.negotiate(accept);
    if (format == null) {
      return Uni.createFrom().item(Replies.problem(NOT_ACCEPTABLE));
    }
    return replies.to(
        exchange,
        ReadingsRequest.parse(uri.getQueryParameters(), format, limits),
        request -> answers.answer(request, format));
  }
}
