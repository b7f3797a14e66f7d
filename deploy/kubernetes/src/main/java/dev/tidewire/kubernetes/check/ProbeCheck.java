package dev.tidewire.kubernetes.check;

import dev.tidewire.kubernetes.Container;
import dev.tidewire.kubernetes.Rendering;
import dev.tidewire.kubernetes.Workload;
import java.util.Map;
import java.util.stream.Stream;

/** Whatever serves is probed, our services where they answer for that very question. */
final class ProbeCheck implements Check {
  /** Where SmallRye Health answers, below the path that Quarkus keeps for itself. */
  private static final Map<String, String> PATHS =
      Map.of(
          "startupProbe", "/q/health/started",
          "livenessProbe", "/q/health/live",
          "readinessProbe", "/q/health/ready");

  @Override
  public Stream<Finding> findings(Rendering rendering) {
    return rendering
        .workloads()
        .filter(Workload::serves)
        .flatMap(Workload::containers)
        .flatMap(container -> PATHS.keySet().stream().sorted().flatMap(p -> ofProbe(container, p)));
  }

  private static Stream<Finding> ofProbe(Container container, String probe) {
    if (!container.tree().has(probe)) {
      return Stream.of(new Finding(container.id(), "has no " + probe));
    }
    String path = container.tree().path(probe).path("httpGet").path("path").asText();
    return container.service().isPresent() && !path.equals(PATHS.get(probe))
        ? Stream.of(
            new Finding(container.id(), "its %s is not %s".formatted(probe, PATHS.get(probe))))
        : Stream.empty();
  }
}
