package dev.tidewire.query.http;

import dev.tidewire.contract.receipt.Receipt;
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
    this.registry = registry;
    this.gauge =
        Gauge.builder("tidewire.query.waiting", waits, Waits::waiting)
            .description("Requests that wait until something is stored")
            .register(registry);
  }

  private CompletionStage<Standing> standing() {
    return topic
        .id()
        .thenCompose(id -> watermarks.read().map(all -> new Standing(all, id)).toCompletionStage());
  }

  /**
   * Waits until all is stored that the receipts name, or one of them is of another topic. Called on
   * the event loop of the request, and completes there, unless the client leaves before.
   */
  Future<Waited<Standing>> await(RoutingContext exchange, List<Receipt> receipts, Duration atMost) {
    if (atMost.isZero()) {
      return now(receipts);
    }
    Context eventLoop = exchange.vertx().getOrCreateContext();
    Promise<Waited<Standing>> end = ContextInternal.current().promise();
    Runnable giveUp =
        waits.await(
            now -> now.isSettled(receipts),
            atMost.compareTo(longest) < 0 ? atMost : longest,
            waited -> eventLoop.runOnContext(there -> end.complete(waited)));
    exchange.addEndHandler(ended -> giveUp.run());
    return end.future();
  }

  /** Who does not wait gets an answer of its own. */
  private Future<Waited<Standing>> now(List<Receipt> receipts) {
    Promise<Standing> standing = ContextInternal.current().promise();
    var unused =
        standing()
            .whenComplete(
                (now, failure) -> {
                  if (failure == null) {
                    standing.complete(now);
                  } else {
                    standing.fail(failure);
                  }
                });
    return standing
        .future()
        .transform(
            now ->
                Future.succeededFuture(
                    now.succeeded()
                        ? new Waited<>(now.result().isSettled(receipts), false, now.result(), null)
                        : new Waited<>(false, false, null, now.cause())));
  }

  /** The next service of this process has its own. */
  @PreDestroy
  void forget() {
    registry.remove(gauge);
  }
}
