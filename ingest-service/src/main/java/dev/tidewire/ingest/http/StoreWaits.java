package dev.tidewire.ingest.http;

import dev.tidewire.contract.receipt.Receipt;
import dev.tidewire.ingest.IngestConfig;
import dev.tidewire.ingest.kafka.KafkaConnection;
import dev.tidewire.ingest.publish.StoredRecords;
import dev.tidewire.platform.waiting.Waits;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Consumer;

/** The requests that wait until their readings are stored. */
@Singleton
class StoreWaits {
  private static final Duration INTERVAL = Duration.ofMillis(100);

  private final Duration longest;
  private final Waits<StoredRecords> waits;
  private final MeterRegistry registry;
  private final Gauge gauge;

  @Inject
  StoreWaits(IngestConfig config, Vertx vertx, KafkaConnection kafka, MeterRegistry registry) {
    this.longest = config.maxStoreWait();
    this.waits =
        new Waits<>(
            kafka::stored,
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

  /** As {@link dev.tidewire.ingest.exchange.Backend#untilStored}. */
  Runnable await(Receipt receipt, Duration atMost, Consumer<Boolean> then) {
    Duration limit = atMost.compareTo(longest) < 0 ? atMost : longest;
    return waits.await(
        stored -> !stored.isTold() || stored.has(receipt),
        limit,
        end -> then.accept(end.isMet() && end.last() != null && end.last().has(receipt)));
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
