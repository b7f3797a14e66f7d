package dev.tidewire.processing.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidewire.platform.query.Parsed;
import dev.tidewire.platform.query.QueryReader;
import dev.tidewire.platform.rest.ProblemResponse;
import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.deadletter.ActionRunner;
import dev.tidewire.processing.letters.ActionTable;
import dev.tidewire.processing.letters.LetterQueries;
import dev.tidewire.processing.mirror.Action;
import dev.tidewire.processing.mirror.ActionKind;
import dev.tidewire.processing.mirror.ActionOrder;
import dev.tidewire.processing.mirror.IdReport;
import dev.tidewire.processing.mirror.Selection;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;

/** {@code /v1/dead-letters}: what is to be done to them. */
@Path("/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
class OrdersResource {
  private static final String ACTIONS = "/v1/dead-letters/actions/";

  private final ActionRunner runner;
  private final ActionTable table;
  private final LetterQueries letters;
  private final ProcessingConfig.DeadLetters config;

  OrdersResource(
      ActionRunner runner, ActionTable table, LetterQueries letters, ProcessingConfig config) {
    this.runner = runner;
    this.table = table;
    this.letters = letters;
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

  private Uni<Response> act(ActionKind kind, byte[] body, UriInfo uri) {
    Parsed<ActionKind> query =
        new QueryReader(uri.getQueryParameters(), List.of()).finish(() -> kind);
    return Replies.to(
        query,
        known ->
            Replies.to(
                OrderReader.parse(kind, body, config.ratePerSecond(), config.maxRatePerSecond()),
                this::act));
  }

  private Uni<Response> act(ActionOrder order) {
    if (order.selection() instanceof Selection.Ids selected) {
      return letters.report(selected.ids()).chain(ids -> act(order, ids));
    }
    return order.dryRun() ? count(order, IdReport.EMPTY) : start(order, IdReport.EMPTY);
  }

  /** Ids that are not known or not open are told; when none of them is open, nothing is done. */
  private Uni<Response> act(ActionOrder order, IdReport ids) {
    if (ids.open() + ids.closed() == 0) {
      return Uni.createFrom().item(ProblemResponse.of(Problems.unknownLetters(ids.unknown())));
    }
    return order.dryRun() || ids.open() == 0 ? count(order, ids) : start(order, ids);
  }

  private Uni<Response> count(ActionOrder order, IdReport ids) {
    return table
        .count(order)
        .map(
            tally -> {
              ObjectNode json = Json.object();
              json.put("kind", order.kind().code());
              json.put("dryRun", order.dryRun());
              JsonAnswers.putTally(json, tally);
              return Replies.ok(JsonAnswers.putIds(json, ids));
            });
  }

  private Uni<Response> start(ActionOrder order, IdReport ids) {
    return runner
        .start(order)
        .map(
            begun ->
                begun
                    .map(action -> accepted(action, ids))
                    .orElseGet(() -> ProblemResponse.of(Problems.BUSY)));
  }

  private static Response accepted(Action action, IdReport ids) {
    ObjectNode json = JsonAnswers.action(action).put("dryRun", false);
    return Response.accepted(Json.bytes(JsonAnswers.putIds(json, ids)))
        .type(MediaType.APPLICATION_JSON_TYPE)
        .location(URI.create(ACTIONS + action.id()))
        .build();
  }
}
