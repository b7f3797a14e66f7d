package dev.tidewire.ingest.kafka;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/**
 * Alive until the producer has failed in a way that only a restart repairs. A Kafka outage is not
 * such a failure: a restart would not end it.
 */
@Liveness
@Singleton
class ProducerLiveness implements HealthCheck {
  private final KafkaConnection kafka;

  @Inject
  ProducerLiveness(KafkaConnection kafka) {
    this.kafka = kafka;
  }

  @Override
  public HealthCheckResponse call() {
    String broken = kafka.state().brokenBecause();
    HealthCheckResponseBuilder response = HealthCheckResponse.named("producer");
    return broken == null
        ? response.up().build()
        : response.withData("cause", broken).down().build();
  }
}
