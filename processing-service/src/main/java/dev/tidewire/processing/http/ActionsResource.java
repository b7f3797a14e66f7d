package dev.tidewire.processing.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidewire.platform.query.Parsed;
import dev.tidewire.platform.query.QueryReader;
import dev.tidewire.platform.rest.ProblemResponse;
import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.deadletter.ActionRunner;
import dev.tidewire.processing.letters.ActionTable;
import dev.tidewire.processing.mirror.Action;
import dev.tidewire.processing.mirror.ActionKind;
import dev.tidewire.processing.mirror.ActionOrder;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;

/** {@code /v1/dead-letters}: what is done to them. */
@Path("/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
class ActionsResource {
  private static final String ACTIONS = "/v1/dead-letters/actions/";

  private final ActionRunner runner;
  private final ActionTable table;
  private final ProcessingConfig.DeadLetters config;

  ActionsResource(ActionRunner runner, ActionTable table, ProcessingConfig config) {
    this.runner = runner;
    this.table = table;
    this.config = config.deadLetters();
  }

  @POST
  @NonBlocking
  @Path("redrive")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> redrive(byte[] body, @Context UriInfo uri) {
    return act(ActionKind.REDRIVE, body, uri);
  }

  @POST
  @NonBlocking
  @Path("discard")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> discard(byte[] body, @Context UriInfo uri) {
    return act(ActionKind.DISCARD, body, uri);
  }

  @GET
  @NonBlocking
  @Path("actions")
  public Uni<Response> actions(@Context UriInfo uri) {
    return Replies.to(
        ActionsRequest.parse(uri.getQueryParameters()),
        request ->
            table
                .before(request.before(), request.limit() + 1)
                .map(actions -> page(actions, request.limit())));
  }

  @GET
  @NonBlocking
  @Path("actions/{id}")
  public Uni<Response> action(@PathParam("id") String id, @Context UriInfo uri) {
    Parsed<String> parsed = new QueryReader(uri.getQueryParameters(), List.of()).finish(() -> id);
    return Replies.to(
        parsed,
        known ->
            id.matches("\\d{1,18}")
                ? find(id)
                : Uni.createFrom().item(ProblemResponse.of(Problems.unknownAction(id))));
  }

  private Uni<Response> act(ActionKind kind, byte[] body, UriInfo uri) {
    Parsed<ActionKind> query =
        new QueryReader(uri.getQueryParameters(), List.of()).finish(() -> kind);
    return Replies.to(
        query,
        known ->
            Replies.to(
                OrderReader.parse(kind, body, config.ratePerSecond(), config.maxRatePerSecond()),
                order -> order.dryRun() ? count(order) : start(order)));
  }

  private Uni<Response> count(ActionOrder order) {
    return table
        .count(order)
        .map(
            tally -> {
              ObjectNode json = Json.object();
              json.put("kind", order.kind().code());
              json.put("dryRun", true);
              return Replies.ok(JsonAnswers.putTally(json, tally));
            });
  }

  private Uni<Response> start(ActionOrder order) {
    return runner
        .start(order)
        .map(
            begun ->
                begun
                    .map(ActionsResource::accepted)
                    .orElseGet(() -> ProblemResponse.of(Problems.BUSY)));
  }

  private Uni<Response> find(String id) {
    return table
        .find(Long.parseLong(id))
        .map(
            found ->
                found
                    .map(action -> Replies.ok(JsonAnswers.action(action)))
                    .orElseGet(() -> ProblemResponse.of(Problems.unknownAction(id))));
  }

  private static Response accepted(Action action) {
    return Response.accepted(Json.bytes(JsonAnswers.action(action).put("dryRun", false)))
        .type(MediaType.APPLICATION_JSON_TYPE)
        .location(URI.create(ACTIONS + action.id()))
        .build();
  }

  private static Response page(List<Action> actions, int limit) {
    boolean more = actions.size() > limit;
    List<Action> shown = more ? actions.subList(0, limit) : actions;
    ObjectNode json = Json.object();
    ArrayNode array = json.putArray("actions");
    shown.forEach(action -> array.add(JsonAnswers.action(action)));
    if (more) {
      json.put("next", Long.toString(shown.get(shown.size() - 1).id()));
    }
    return Replies.ok(json);
  }
}
