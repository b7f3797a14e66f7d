package dev.tidewire.processing.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidewire.platform.access.Performs;
import dev.tidewire.platform.access.Scope;
import dev.tidewire.platform.access.SensorPatterns;
import dev.tidewire.platform.query.Parsed;
import dev.tidewire.platform.query.QueryReader;
import dev.tidewire.platform.rest.CallerAccess;
import dev.tidewire.platform.rest.ProblemResponse;
import dev.tidewire.processing.letters.LetterQueries;
import dev.tidewire.processing.mirror.LetterId;
import dev.tidewire.processing.mirror.MirroredLetter;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/** {@code /v1/dead-letters}: what there is. Answers are written off the event loop. */
@Path("/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
class DeadLettersResource {
  /** Not what {@link OrdersResource} has there, which takes no GET. */
  private static final String LETTER = "{id: (?!(?:redrive|discard)(?:/|$))[^/]+}";

  private static final int READINGS_LISTED = 10;
  private static final int READINGS_SHOWN = 1_000;

  private final LetterQueries queries;
  private final Executor worker = Infrastructure.getDefaultWorkerPool();

  DeadLettersResource(LetterQueries queries) {
    this.queries = queries;
  }

  @GET
  @NonBlocking
  @Performs(id = "deadLetters", scope = Scope.OPERATE)
  public Uni<Response> letters(@Context UriInfo uri, @Context RoutingContext exchange) {
    return Replies.to(
        LettersRequest.parse(uri.getQueryParameters()),
        request -> page(request, CallerAccess.of(exchange).read()));
  }

  @GET
  @NonBlocking
  @Path(LETTER)
  @Performs(id = "deadLetter", scope = Scope.OPERATE)
  public Uni<Response> letter(
      @PathParam("id") String id, @Context UriInfo uri, @Context RoutingContext exchange) {
    LetterId letter = LetterId.parse(id);
    Parsed<String> parsed = new QueryReader(uri.getQueryParameters(), List.of()).finish(() -> id);
    return Replies.to(
        parsed,
        known ->
            letter == null
                ? Uni.createFrom().item(ProblemResponse.of(Problems.unknownLetter(id)))
                : find(letter, CallerAccess.of(exchange).read()));
  }

  private Uni<Response> find(LetterId id, SensorPatterns visible) {
    return queries
        .find(id, visible)
        .emitOn(worker)
        .map(
            found ->
                found
                    .map(letter -> Replies.ok(JsonAnswers.letter(letter, READINGS_SHOWN, visible)))
                    .orElseGet(() -> ProblemResponse.of(Problems.unknownLetter(id.toString()))));
  }

  /** Asks for one letter more than it shows, to learn whether there is one. */
  private Uni<Response> page(LettersRequest request, SensorPatterns visible) {
    return Uni.combine()
        .all()
        .unis(
            queries.page(
                request.filter(), visible, request.state(), request.before(), request.limit() + 1),
            queries.counts(request.filter(), visible, request.state()))
        .asTuple()
        .emitOn(worker)
        .map(both -> Replies.ok(page(request, both.getItem1(), both.getItem2(), visible)));
  }

  private static ObjectNode page(
      LettersRequest request,
      List<MirroredLetter> letters,
      Map<String, Long> counts,
      SensorPatterns visible) {
    boolean more = letters.size() > request.limit();
    List<MirroredLetter> shown = more ? letters.subList(0, request.limit()) : letters;
    ObjectNode json = Json.object();
    ArrayNode array = json.putArray("deadLetters");
    shown.forEach(letter -> array.add(JsonAnswers.letter(letter, READINGS_LISTED, visible)));
    ObjectNode byReason = json.putObject("counts");
    counts.forEach(byReason::put);
    if (more) {
      MirroredLetter last = shown.get(shown.size() - 1);
      json.put("next", last.letter().position().cursor(request.identity()));
    }
    return json;
  }
}
