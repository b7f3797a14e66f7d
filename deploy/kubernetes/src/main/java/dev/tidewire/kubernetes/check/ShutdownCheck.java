package dev.tidewire.kubernetes.check;

import dev.tidewire.kubernetes.Container;
import dev.tidewire.kubernetes.Rendering;
import dev.tidewire.kubernetes.Workload;
import dev.tidewire.kubernetes.service.Service;
import java.util.stream.Stream;

/** A pod is not killed while its service still ends what it has begun. */
final class ShutdownCheck implements Check {
  private static final int KUBERNETES_DEFAULT_SECONDS = 30;

  @Override
  public Stream<Finding> findings(Rendering rendering) {
    return rendering
        .workloads()
        .filter(Workload::serves)
        .flatMap(Workload::containers)
        .flatMap(container -> ofContainer(container, rendering));
  }

  private static Stream<Finding> ofContainer(Container container, Rendering rendering) {
    int grace =
        container
            .workload()
            .podSpec()
            .path("terminationGracePeriodSeconds")
            .asInt(KUBERNETES_DEFAULT_SECONDS);
    int preStop = container.tree().at("/lifecycle/preStop/sleep/seconds").asInt();
    return container.service().flatMap(Service::named).stream()
        .flatMap(service -> ofService(container, service, grace, preStop, rendering));
  }

  private static Stream<Finding> ofService(
      Container container, Service service, int grace, int preStop, Rendering rendering) {
    long ending = service.shutdown(container.environment(rendering)).toSeconds();
    if (preStop == 0) {
      return Stream.of(new Finding(container.id(), "stops while requests are still sent to it"));
    }
    return grace > preStop + ending
        ? Stream.empty()
        : Stream.of(
            new Finding(
                container.id(),
                "may take %d s to end and is killed after %d s"
                    .formatted(preStop + ending, grace)));
  }
}
