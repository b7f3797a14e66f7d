package dev.tidewire.processing.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidewire.platform.access.Access;
import dev.tidewire.platform.access.Performs;
import dev.tidewire.platform.access.Scope;
import dev.tidewire.platform.query.Parsed;
import dev.tidewire.platform.query.QueryReader;
import dev.tidewire.platform.rest.CallerAccess;
import dev.tidewire.platform.rest.OrderAudit;
import dev.tidewire.platform.rest.ProblemResponse;
import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.deadletter.ActionRunner;
import dev.tidewire.processing.letters.LetterQueries;
import dev.tidewire.processing.letters.LetterScan;
import dev.tidewire.processing.mirror.Action;
import dev.tidewire.processing.mirror.ActionKind;
import dev.tidewire.processing.mirror.ActionOrder;
import dev.tidewire.processing.mirror.IdReport;
import dev.tidewire.processing.mirror.Selection;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /v1/dead-letters}: what is to be done to them, once it is recorded who wants it. */
@Path("/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
class OrdersResource {
  private static final String ACTIONS = "/v1/dead-letters/actions/";

  private final ActionRunner runner;
  private final LetterScan scan;
  private final LetterQueries letters;
  private final OrderAudit audit;
  private final ProcessingConfig.DeadLetters config;

  OrdersResource(
      ActionRunner runner,
      LetterScan scan,
      LetterQueries letters,
      OrderAudit audit,
      ProcessingConfig config) {
    this.runner = runner;
    this.scan = scan;
    this.letters = letters;
    this.audit = audit;
    this.config = config.deadLetters();
  }

  @POST
  @NonBlocking
  @Path("redrive")
  @Consumes(MediaType.APPLICATION_JSON)
  @Performs(id = "redrive", scope = Scope.OPERATE, ofAllSensors = true)
  public Uni<Response> redrive(
      byte[] body, @Context UriInfo uri, @Context RoutingContext exchange) {
    return act(ActionKind.REDRIVE, body, uri, exchange);
  }

  @POST
  @NonBlocking
  @Path("discard")
  @Consumes(MediaType.APPLICATION_JSON)
  @Performs(id = "discard", scope = Scope.OPERATE, ofAllSensors = true)
  public Uni<Response> discard(
      byte[] body, @Context UriInfo uri, @Context RoutingContext exchange) {
    return act(ActionKind.DISCARD, body, uri, exchange);
  }

  private Uni<Response> act(ActionKind kind, byte[] body, UriInfo uri, RoutingContext exchange) {
    Parsed<ActionKind> query =
        new QueryReader(uri.getQueryParameters(), List.of()).finish(() -> kind);
    return Replies.to(
        query,
        known ->
            Replies.to(
                OrderReader.parse(
                    kind,
                    body,
                    caller(exchange),
                    config.ratePerSecond(),
                    config.maxRatePerSecond()),
                order ->
                    audit.record(exchange, order.details()).chain(record -> act(order, record))));
  }

  private static @Nullable String caller(RoutingContext exchange) {
    Access access = CallerAccess.of(exchange);
    return access.origin() == Access.Origin.NOBODY ? null : access.id();
  }

  private Uni<Response> act(ActionOrder order, UUID record) {
    return order.selection() instanceof Selection.Ids selected
        ? letters.report(selected.ids()).chain(ids -> act(order, ids, record))
        : count(order, IdReport.EMPTY, record);
  }

  /** Ids that are not known or not open are told. */
  private Uni<Response> act(ActionOrder order, IdReport ids, UUID record) {
    return ids.open() + ids.closed() == 0
        ? Uni.createFrom().item(ProblemResponse.of(Problems.unknownLetters(ids.unknown())))
        : count(order, ids, record);
  }

  /** When no letter matches, no action is started. */
  private Uni<Response> count(ActionOrder order, IdReport ids, UUID record) {
    return scan.count(order)
        .chain(
            tally ->
                order.dryRun() || tally.matched() == 0
                    ? Uni.createFrom().item(counted(order, ids, tally))
                    : start(order, ids, tally, record));
  }

  private static Response counted(ActionOrder order, IdReport ids, Action.Tally tally) {
    ObjectNode json = Json.object();
    json.put("kind", order.kind().code());
    json.put("dryRun", order.dryRun());
    if (!order.dryRun()) {
      json.put("detail", "No open letter matches, so no action was started.");
    }
    JsonAnswers.putTally(json, tally);
    return Replies.ok(JsonAnswers.putIds(json, ids));
  }

  private Uni<Response> start(ActionOrder order, IdReport ids, Action.Tally tally, UUID record) {
    return runner
        .start(order, tally, record)
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
