package dev.tidewire.ingest.http;

import dev.tidewire.ingest.IngestConfig;
import dev.tidewire.ingest.kafka.KafkaConnection;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Opens the service as soon as the topic's partitions are known, and closes it in order: admit no
 * more, wait for what is in flight, close the producer.
 */
@Singleton
class ServiceLifecycle {
  private static final Logger LOG = Logger.getLogger(ServiceLifecycle.class);
  private static final long LOOK_FOR_TOPIC_MILLIS = 200;
  private static final long LOOK_FOR_REST_MILLIS = 20;

  private final IngestConfig config;
  private final Vertx vertx;
  private final KafkaConnection kafka;
  private final ReadingsService service;
  private final StoreWaits waits;
  private final KeyedRequests keyed;

  @Inject
  ServiceLifecycle(
      IngestConfig config,
      Vertx vertx,
      KafkaConnection kafka,
      ReadingsService service,
      StoreWaits waits,
      KeyedRequests keyed) {
    this.config = config;
    this.vertx = vertx;
    this.kafka = kafka;
    this.service = service;
    this.waits = waits;
    this.keyed = keyed;
  }

  void start(@Observes StartupEvent event) {
    service.lookForTopic();
    // Never stops: asking also keeps the metadata of a topic that nobody sends to.
    vertx.setPeriodic(LOOK_FOR_TOPIC_MILLIS, id -> service.lookForTopic());
  }

  /** The HTTP server still answers now; at {@link ShutdownEvent} it no longer does. */
  void drain(@Observes ShutdownDelayInitiatedEvent event) throws InterruptedException {
    service.admission().close();
    waits.close();
    long deadline = System.nanoTime() + config.shutdownTimeout().toNanos();
    while (service.admission().requests() > 0 && System.nanoTime() < deadline) {
      Thread.sleep(LOOK_FOR_REST_MILLIS);
    }
    if (service.admission().requests() > 0) {
      LOG.warnf("Shutting down with %d requests unanswered", service.admission().requests());
    }
  }

  void stop(@Observes ShutdownEvent event) {
    keyed.close();
    kafka.close(config.shutdownTimeout());
  }
}
