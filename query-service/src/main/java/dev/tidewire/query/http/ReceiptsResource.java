package dev.tidewire.query.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.tidewire.contract.receipt.Receipt;
import dev.tidewire.platform.access.Performs;
import dev.tidewire.platform.access.Scope;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.rest.CallerAccess;
import dev.tidewire.platform.rest.ProblemResponse;
import dev.tidewire.query.progress.Standing;
import dev.tidewire.query.request.ReceiptRequest;
import dev.tidewire.query.store.LetterStore;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.List;

/** {@code /v1/receipts}: what has become of accepted readings. */
@Path(ReceiptsResource.PATH)
class ReceiptsResource {
  static final String PATH = "/v1/receipts";

  private final StoreWaits waits;
  private final LetterStore letters;

  ReceiptsResource(StoreWaits waits, LetterStore letters) {
    this.waits = waits;
    this.letters = letters;
  }

  @GET
  @Path("{token}")
  @NonBlocking
  @Performs(id = "receipt", scope = Scope.QUERY)
  public Uni<Response> receipt(@Context UriInfo uri, @Context RoutingContext exchange) {
    String token = SentPath.below(exchange, PATH);
    return Replies.inJson(
        exchange,
        () ->
            ReceiptRequest.parse(token, uri.getQueryParameters())
                .fold(
                    receipt -> receipt(exchange, receipt),
                    problem -> Future.succeededFuture(ProblemResponse.of(problem))));
  }

  private Future<Response> receipt(RoutingContext exchange, Receipt receipt) {
    Duration wait = Precedence.wait(exchange.request()).orElse(Duration.ZERO);
    return waits
        .await(exchange, List.of(receipt), wait)
        .compose(
            waited -> {
              Problem obstacle = Receipts.obstacle(waited, List.of(receipt));
              return obstacle == null
                  ? answer(exchange, requireNonNull(waited.last()), receipt)
                  : Future.succeededFuture(ProblemResponse.of(obstacle));
            });
  }

  /** Who may not see all sensors is not told of letters: a token may be anybody's. */
  private Future<Response> answer(RoutingContext exchange, Standing now, Receipt receipt) {
    int stored = now.stored().count(receipt);
    return CallerAccess.of(exchange).read().isAll()
        ? letters.count(receipt).map(found -> ok(ReceiptJson.of(receipt, stored, found)))
        : Future.succeededFuture(ok(ReceiptJson.of(receipt, stored)));
  }

  private static Response ok(String json) {
    return Response.ok(json.getBytes(UTF_8), MediaType.APPLICATION_JSON_TYPE).build();
  }
}
