package dev.tidewire.kubernetes.check;

import dev.tidewire.kubernetes.Container;
import dev.tidewire.kubernetes.Rendering;
import dev.tidewire.kubernetes.Workload;
import dev.tidewire.kubernetes.service.Service;
import java.util.Set;
import java.util.stream.Stream;

/** A service is told what it cannot know, and is not left with what is meant for a laptop. */
final class ChoiceCheck implements Check {
  @Override
  public Stream<Finding> findings(Rendering rendering) {
    return rendering
        .workloads()
        .filter(Workload::serves)
        .flatMap(Workload::containers)
        .flatMap(container -> ofContainer(container, rendering));
  }

  private static Stream<Finding> ofContainer(Container container, Rendering rendering) {
    Set<String> told = container.environment(rendering).keySet();
    return container.service().flatMap(Service::named).stream()
        .flatMap(service -> service.choices().stream().sorted())
        .filter(variable -> !told.contains(variable))
        .map(variable -> new Finding(container.id(), "is not told " + variable));
  }
}
