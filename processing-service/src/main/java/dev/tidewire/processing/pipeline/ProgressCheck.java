package dev.tidewire.processing.pipeline;

import dev.tidewire.processing.group.Consumers;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive is who makes progress or waits on purpose; an outage of the database kills nobody. */
@Liveness
@ApplicationScoped
class ProgressCheck implements HealthCheck {
  private final PipelineState state;
  private final Consumers consumers;

  ProgressCheck(PipelineState state, @Identifier("tidewire") Consumers consumers) {
    this.state = state;
    this.consumers = consumers;
  }

  @Override
  public HealthCheckResponse call() {
    boolean alive = !state.isStuck() && !consumers.haveStopped();
    return HealthCheckResponse.named("progress").status(alive).build();
  }
}
