package dev.tidewire.processing.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidewire.platform.access.Performs;
import dev.tidewire.platform.access.Scope;
import dev.tidewire.platform.query.Parsed;
import dev.tidewire.platform.query.QueryReader;
import dev.tidewire.platform.rest.ProblemResponse;
import dev.tidewire.processing.letters.ActionTable;
import dev.tidewire.processing.mirror.Action;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** {@code /v1/dead-letters/actions}: what was done to them. */
@Path("/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
class ActionsResource {
  private final ActionTable table;

  ActionsResource(ActionTable table) {
    this.table = table;
  }

  @GET
  @NonBlocking
  @Path("actions")
  @Performs(id = "actions", scope = Scope.OPERATE, ofAllSensors = true)
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
  @Performs(id = "action", scope = Scope.OPERATE, ofAllSensors = true)
  public Uni<Response> action(@PathParam("id") String id, @Context UriInfo uri) {
    Parsed<String> parsed = new QueryReader(uri.getQueryParameters(), List.of()).finish(() -> id);
    return Replies.to(
        parsed,
        known ->
            id.matches("\\d{1,18}")
                ? find(id)
                : Uni.createFrom().item(ProblemResponse.of(Problems.unknownAction(id))));
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
