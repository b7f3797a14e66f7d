package dev.tidewire.processing.pipeline;

import dev.tidewire.processing.topic.Truncations;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * A process is ready while nothing keeps readings from being stored and the time partition of the
 * present exists. One that has stopped a partition says so and stays ready: it stores the others,
 * and nobody else could store that one.
 */
@Readiness
@ApplicationScoped
class StoreCheck implements HealthCheck {
  private final PipelineState state;
  private final PartitionKeeper keeper;
  private final Truncations truncations;

  StoreCheck(PipelineState state, PartitionKeeper keeper, Truncations truncations) {
    this.state = state;
    this.keeper = keeper;
    this.truncations = truncations;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("store");
    state
        .outage()
        .or(state::timePartitions)
        .ifPresent(
            outage ->
                response
                    .withData("waiting since", outage.since().toString())
                    .withData("cause", outage.cause()));
    if (!truncations.held().isEmpty()) {
      response.withData("stopped partitions", truncations.held().toString());
    }
    return response.status(state.outage().isEmpty() && keeper.hasPartitions()).build();
  }
}
