package dev.tidewire.processing.http;

import dev.tidewire.platform.access.Performs;
import dev.tidewire.platform.access.Scope;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.query.Parsed;
import dev.tidewire.platform.query.QueryReader;
import dev.tidewire.platform.rest.OrderAudit;
import dev.tidewire.platform.rest.ProblemResponse;
import dev.tidewire.processing.merge.Merger;
import dev.tidewire.processing.order.MergeOrder;
import dev.tidewire.processing.order.MergeOrder.Kind;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /v1/store}: merges or checks what is stored, at once. */
@Path("/v1/store")
@Produces(MediaType.APPLICATION_JSON)
class StoreResource {
  private static final URI PROGRESS = URI.create("/v1/pipeline");
  private static final Problem BODY =
      Problem.of(
          ProblemType.INVALID_REQUEST,
          List.of(ItemError.ofPointer("", "The request must have no body.")));

  private final Merger merger;
  private final OrderAudit audit;

  StoreResource(Merger merger, OrderAudit audit) {
    this.merger = merger;
    this.audit = audit;
  }

  @POST
  @NonBlocking
  @Path("merge")
  @Performs(id = "merge", scope = Scope.OPERATE, ofAllSensors = true)
  public Uni<Response> merge(
      byte @Nullable [] body, @Context UriInfo uri, @Context RoutingContext exchange) {
    return order(Kind.MERGE, body, uri, exchange);
  }

  @POST
  @NonBlocking
  @Path("settle")
  @Performs(id = "settle", scope = Scope.OPERATE, ofAllSensors = true)
  public Uni<Response> settle(
      byte @Nullable [] body, @Context UriInfo uri, @Context RoutingContext exchange) {
    return order(Kind.SETTLE, body, uri, exchange);
  }

  @POST
  @NonBlocking
  @Path("scrub")
  @Performs(id = "scrub", scope = Scope.OPERATE, ofAllSensors = true)
  public Uni<Response> scrub(
      byte @Nullable [] body, @Context UriInfo uri, @Context RoutingContext exchange) {
    return order(Kind.SCRUB, body, uri, exchange);
  }

  private Uni<Response> order(
      Kind kind, byte @Nullable [] body, UriInfo uri, RoutingContext exchange) {
    Parsed<Kind> query = new QueryReader(uri.getQueryParameters(), List.of()).finish(() -> kind);
    return Replies.to(
        query,
        known ->
            body != null && body.length > 0
                ? Uni.createFrom().item(ProblemResponse.of(BODY))
                : audit.record(exchange, "{}").map(record -> order(known)));
  }

  private Response order(Kind kind) {
    return merger
        .begin(kind)
        .map(StoreResource::accepted)
        .orElseGet(() -> ProblemResponse.of(Problems.MERGING));
  }

  private static Response accepted(MergeOrder order) {
    return Response.accepted(Json.bytes(MergeJson.of(order)))
        .type(MediaType.APPLICATION_JSON_TYPE)
        .location(PROGRESS)
        .build();
  }
}
