package dev.tidewire.processing.pipeline;

import dev.tidewire.processing.group.Consumers;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * A process is alive while it makes progress or waits on purpose. An outage of the database or the
 * broker does not fail this probe.
 */
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
