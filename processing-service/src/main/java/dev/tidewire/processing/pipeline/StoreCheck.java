package dev.tidewire.processing.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** A process is ready while its database takes readings. */
@Readiness
@ApplicationScoped
class StoreCheck implements HealthCheck {
  private final PipelineState state;
  private final PartitionKeeper keeper;

  StoreCheck(PipelineState state, PartitionKeeper keeper) {
    this.state = state;
    this.keeper = keeper;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("store");
    state
        .outage()
        .ifPresent(
            outage ->
                response
                    .withData("waiting since", outage.since().toString())
                    .withData("cause", outage.cause()));
    return response.status(state.outage().isEmpty() && keeper.hasPartitions()).build();
  }
}
