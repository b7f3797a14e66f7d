package dev.tidewire.query.http;

import dev.tidewire.contract.receipt.Receipt;
import dev.tidewire.platform.broker.ReadingsBroker.Topic;
import dev.tidewire.platform.waiting.Waited;
import dev.tidewire.platform.waiting.Waits;
import dev.tidewire.query.QueryConfig;
import dev.tidewire.query.progress.Standing;
import dev.tidewire.query.store.WatermarkStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The requests that wait until what receipts name is stored: one statement is for all of them. */
@Startup
@Singleton
class StoreWaits {
  private static final Duration INTERVAL = Duration.ofMillis(100);

  private final WatermarkStore watermarks;
  private final ReadingsTopic topic;
  private final Duration longest;
  private final Waits<Standing> waits;
  private final WaitShares shares;
  private final MeterRegistry registry;
  private final Gauge gauge;

  StoreWaits(
      QueryConfig config,
      Vertx vertx,
      WatermarkStore watermarks,
      ReadingsTopic topic,
      MeterRegistry registry) {
    this.watermarks = watermarks;
    this.topic = topic;
    this.longest = config.waiting().maxTime();
    this.waits =
        new Waits<>(
            this::standing,
            INTERVAL,
            config.waiting().maxRequests(),
            (delay, task) -> vertx.setTimer(delay.toMillis(), id -> task.run()),
            System::nanoTime);
    this.shares = new WaitShares(config.waiting().maxRequests());
    this.registry = registry;
    this.gauge =
        Gauge.builder("tidewire.query.waiting", waits, Waits::waiting)
            .description("Requests that wait until something is stored")
            .register(registry);
  }

  /** The ends after the watermarks: in a sound topic these are never beyond them. */
  private CompletionStage<Standing> standing() {
    return topic
        .known()
        .thenCompose(
            known ->
                watermarks
                    .read()
                    .toCompletionStage()
                    .thenCompose(
                        stored ->
                            topic
                                .ends(known)
                                .thenApply(
                                    ends -> new Standing(stored, known.map(Topic::id), ends))));
  }

  /**
   * Waits until all is stored that the receipts name, or one of them is of another topic. Called on
   * the event loop of the request, and completes there, unless the client leaves before. Who finds
   * no room to wait is answered what is so now.
   */
  Future<Waited<Standing>> await(RoutingContext exchange, List<Receipt> receipts, Duration atMost) {
    if (atMost.isZero()) {
      return now(receipts, false);
    }
    return shares
        .take(WaitShares.client(exchange))
        .map(leave -> await(exchange, receipts, atMost, leave))
        .orElseGet(() -> now(receipts, true));
  }

  private Future<Waited<Standing>> await(
      RoutingContext exchange, List<Receipt> receipts, Duration atMost, Runnable leave) {
    Context eventLoop = exchange.vertx().getOrCreateContext();
    Promise<Waited<Standing>> end = ContextInternal.current().promise();
    Runnable giveUp =
        waits.await(
            now -> now.isSettled(receipts),
            atMost.compareTo(longest) < 0 ? atMost : longest,
            waited -> {
              leave.run();
              eventLoop.runOnContext(there -> end.complete(waited));
            });
    exchange.addEndHandler(
        ended -> {
          giveUp.run();
          leave.run();
        });
    return end.future()
        .compose(
            waited -> waited.isCrowded() ? now(receipts, true) : Future.succeededFuture(waited));
  }

  /**
   * Who does not wait gets an answer of its own.
   *
   * @param isCrowded whether there is no room to wait for more
   */
  private Future<Waited<Standing>> now(List<Receipt> receipts, boolean isCrowded) {
    return Future.fromCompletionStage(standing(), ContextInternal.current())
        .map(now -> waited(now, receipts, isCrowded))
        .otherwise(failure -> new Waited<>(false, false, null, failure));
  }

  private static Waited<Standing> waited(Standing now, List<Receipt> receipts, boolean isCrowded) {
    boolean isMet = now.isSettled(receipts);
    return new Waited<>(isMet, isCrowded && !isMet, now, null);
  }

  /** The next service of this process has its own. */
  @PreDestroy
  void forget() {
    registry.remove(gauge);
  }
}
