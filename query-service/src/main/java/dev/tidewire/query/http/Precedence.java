package dev.tidewire.query.http;

import static java.util.Objects.requireNonNull;

import dev.tidewire.contract.receipt.Receipt;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.rest.ProblemResponse;
import dev.tidewire.platform.waiting.WaitPreference;
import dev.tidewire.query.QueryConfig;
import dev.tidewire.query.request.ReceiptRequest;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * What is stored before a resource reads. Waits until that is what {@code Tidewire-After} names,
 * and then says in the answer until when all is: the answer has at least that.
 */
@Singleton
class Precedence {
  static final String AFTER = "Tidewire-After";
  static final String COMPLETE_UNTIL = "Tidewire-Complete-Until";

  private final StoreWaits waits;
  private final AnswerCompleteness completeness;
  private final Duration usual;

  Precedence(QueryConfig config, StoreWaits waits, AnswerCompleteness completeness) {
    this.usual = config.waiting().defaultTime();
    this.waits = waits;
    this.completeness = completeness;
  }

  /** The request is suspended as long as it waits. */
  void ensure(ResteasyReactiveContainerRequestContext request, RoutingContext exchange) {
    List<String> after = exchange.request().headers().getAll(AFTER);
    if (after.isEmpty()) {
      complete(request, exchange, false);
      return;
    }
    ReceiptRequest.parse(after)
        .fold(receipts -> await(request, exchange, receipts), problem -> refuse(request, problem));
  }

  private static boolean refuse(ResteasyReactiveContainerRequestContext request, Problem problem) {
    request.abortWith(ProblemResponse.of(problem));
    return false;
  }

  /** Says whether it waits. */
  private boolean await(
      ResteasyReactiveContainerRequestContext request,
      RoutingContext exchange,
      List<Receipt> receipts) {
    request.suspend();
    waits
        .await(exchange, receipts, wait(exchange.request()).orElse(usual))
        .map(
            waited -> {
              Problem obstacle = Receipts.obstacle(waited, receipts);
              return obstacle == null && !waited.isMet()
                  ? Optional.of(Receipts.notYet(requireNonNull(waited.last()), receipts))
                  : Optional.ofNullable(obstacle);
            })
        .onSuccess(
            problem -> {
              if (problem.isPresent()) {
                request.abortWith(ProblemResponse.of(problem.get()));
                request.resume();
              } else {
                complete(request, exchange, true);
              }
            })
        .onFailure(request::resume);
    return true;
  }

  /** How long the client prefers to wait. */
  static Optional<Duration> wait(HttpServerRequest request) {
    List<String> prefer = request.headers().getAll("Prefer");
    return prefer.isEmpty() ? Optional.empty() : WaitPreference.of(String.join(",", prefer));
  }

  private void complete(
      ResteasyReactiveContainerRequestContext request,
      RoutingContext exchange,
      boolean isSuspended) {
    CompletableFuture<Optional<Instant>> until = completeness.until();
    if (until.isDone()) {
      tell(exchange.response(), until.join());
      if (isSuspended) {
        request.resume();
      }
      return;
    }
    if (!isSuspended) {
      request.suspend();
    }
    Context eventLoop = exchange.vertx().getOrCreateContext();
    var unused =
        until.thenAccept(
            time ->
                eventLoop.runOnContext(
                    now -> {
                      tell(exchange.response(), time);
                      request.resume();
                    }));
  }

  private static void tell(HttpServerResponse response, Optional<Instant> until) {
    until.ifPresent(time -> response.putHeader(COMPLETE_UNTIL, time.toString()));
  }
}
