package dev.tidewire.query.http;

import dev.tidewire.platform.access.Performs;
import dev.tidewire.platform.access.Scope;
import dev.tidewire.platform.rest.CallerAccess;
import dev.tidewire.query.answer.SensorAnswers;
import dev.tidewire.query.request.Limits;
import dev.tidewire.query.request.SensorRequest;
import dev.tidewire.query.request.SensorsRequest;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** {@code /v1/sensors}. */
@Path(SensorsResource.PATH)
class SensorsResource {
  static final String PATH = "/v1/sensors";

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
  @Performs(id = "sensors", scope = Scope.QUERY)
  public Uni<Response> sensors(@Context UriInfo uri, @Context RoutingContext exchange) {
    SentPath.check(exchange, PATH);
    return replies.inFormat(
        exchange,
        format ->
            replies.to(
                exchange,
                SensorsRequest.parse(uri.getQueryParameters(), format, limits),
                request -> answers.answer(request, CallerAccess.of(exchange).read())));
  }

  /**
   * The name may hold slashes, escaped or not. It is taken from the path as it was sent: JAX-RS
   * leaves a part of it out, and the rest may be the name of another sensor.
   */
  @GET
  @Path("{sensor:.+}")
  @NonBlocking
  @Performs(id = "sensor", scope = Scope.QUERY)
  public Uni<Response> sensor(@Context UriInfo uri, @Context RoutingContext exchange) {
    String sensor = SentPath.sensor(exchange);
    return replies.inFormat(
        exchange,
        format ->
            replies.to(
                exchange,
                SensorRequest.parse(sensor, uri.getQueryParameters(), format, limits),
                request -> answers.answer(request, CallerAccess.of(exchange).read())));
  }
}
