package dev.tidewire.ingest.kafka;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when the topic and the number of its partitions are known, a broker is connected and the
 * last delivery has not failed.
 */
@Readiness
@Singleton
class KafkaReadiness implements HealthCheck {
  private final KafkaConnection kafka;

  @Inject
  KafkaReadiness(KafkaConnection kafka) {
    this.kafka = kafka;
  }

  @Override
  public HealthCheckResponse call() {
    boolean topicKnown = kafka.partitions().isPresent();
    boolean connected = kafka.state().isConnected();
    boolean failing = kafka.state().hasFailedLately();
    return HealthCheckResponse.named("kafka")
        .withData("topic-known", topicKnown)
        .withData("partitions-in-doubt", kafka.isInDoubt())
        .withData("connected", connected)
        .withData("last-delivery-failed", failing)
        .status(kafka.isReady())
        .build();
  }
}
