package dev.tidewire.ingest.http;

import dev.tidewire.ingest.IngestConfig;
import dev.tidewire.ingest.exchange.StoreWait;
import dev.tidewire.ingest.kafka.KafkaConnection;
import dev.tidewire.ingest.publish.StoredRecords;
import dev.tidewire.ingest.publish.StoredSince;
import dev.tidewire.platform.waiting.Waits;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The requests that wait until their readings are stored. */
@Singleton
class StoreWaits {
  private static final Duration INTERVAL = Duration.ofMillis(100);

  private final Duration longest;
  private final Waits<StoredRecords> waits;
  private final Supplier<CompletableFuture<StoredRecords>> question;
  private final MeterRegistry registry;
  private final Gauge gauge;
  private CompletableFuture<StoredRecords> before =
      CompletableFuture.completedFuture(StoredRecords.UNTOLD);

  @Inject
  StoreWaits(IngestConfig config, Vertx vertx, KafkaConnection kafka, MeterRegistry registry) {
    this.longest = config.maxStoreWait();
    this.question = kafka::stored;
    this.waits =
        new Waits<>(
            question,
            INTERVAL,
            config.maxStoreWaits(),
            (delay, task) -> vertx.setTimer(delay.toMillis(), id -> task.run()),
            System::nanoTime);
    this.registry = registry;
    this.gauge =
        Gauge.builder("tidewire.ingest.waiting", waits, Waits::waiting)
            .description("Requests that wait until their readings are stored")
            .register(registry);
  }

  /** As {@link dev.tidewire.ingest.exchange.Backend#storeWait}. */
  StoreWait begin(Duration atMost) {
    Duration limit = atMost.compareTo(longest) < 0 ? atMost : longest;
    CompletableFuture<StoredRecords> before = before();
    return (receipt, then) -> await(new StoredSince(before, receipt), limit, then);
  }

  private Runnable await(StoredSince stored, Duration limit, Consumer<Boolean> then) {
    return waits.await(
        stored::isDecided,
        limit,
        end -> then.accept(end.isMet() && end.last() != null && stored.isStored(end.last())));
  }

  /** One question at a time for all that begin. */
  private synchronized CompletableFuture<StoredRecords> before() {
    if (before.isDone()) {
      before = question.get();
    }
    return before;
  }

  /** Answers all that wait, and lets nobody wait any more. */
  void close() {
    waits.close();
  }

  /** The next service of this process has its own. */
  @PreDestroy
  void forget() {
    registry.remove(gauge);
  }
}
