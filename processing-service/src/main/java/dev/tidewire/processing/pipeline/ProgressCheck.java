package dev.tidewire.processing.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive is who makes progress or waits on purpose; an outage of the database kills nobody. */
@Liveness
@ApplicationScoped
class ProgressCheck implements HealthCheck {
  private final PipelineState state;

  ProgressCheck(PipelineState state) {
    this.state = state;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("progress").status(!state.isStuck()).build();
  }
}
