package dev.tidewire.query.http;

import dev.tidewire.query.answer.SensorAnswers;
import dev.tidewire.query.request.Limits;
import dev.tidewire.query.request.SensorRequest;
import dev.tidewire.query.request.SensorsRequest;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** {@code /v1/sensors}. */
@Path("/v1/sensors")
class SensorsResource {
  private final SensorAnswers answers;
  private final Limits limits;
  private final Replies replies;

  SensorsResource(SensorAnswers answers, Limits limits, Replies replies) {
    this.answers = answers;
    this.limits = limits;
    this.replies = replies;
  }

  @GET
  @NonBlocking
  public Uni<Response> sensors(@Context UriInfo uri, @Context RoutingContext exchange) {
    return replies.inFormat(
        exchange,
        format ->
            replies.to(
                exchange,
                SensorsRequest.parse(uri.getQueryParameters(), format, limits),
                request -> answers.answer(request, format)));
  }

  /** The name may hold slashes, escaped or not. */
  @GET
  @Path("{sensor:.+}")
  @NonBlocking
  public Uni<Response> sensor(
      @PathParam("sensor") String sensor, @Context UriInfo uri, @Context RoutingContext exchange) {
    return replies.inFormat(
        exchange,
        format ->
            replies.to(
                exchange,
                SensorRequest.parse(sensor, uri.getQueryParameters(), format, limits),
                request -> answers.answer(request, format)));
  }
}
