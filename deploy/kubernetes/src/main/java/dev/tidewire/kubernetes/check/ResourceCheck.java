package dev.tidewire.kubernetes.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidewire.kubernetes.Container;
import dev.tidewire.kubernetes.Rendering;
import dev.tidewire.kubernetes.Workload;
import java.util.stream.Stream;

/**
 * Every container says what it needs and what it may take; of memory the same, so that a node that
 * runs short does not end it.
 */
final class ResourceCheck implements Check {
  @Override
  public Stream<Finding> findings(Rendering rendering) {
    return rendering.workloads().flatMap(Workload::containers).flatMap(ResourceCheck::ofContainer);
  }

  private static Stream<Finding> ofContainer(Container container) {
    JsonNode resources = container.tree().path("resources");
    Stream<Finding> missing =
        Stream.of("/requests/cpu", "/requests/memory", "/limits/cpu", "/limits/memory")
            .filter(pointer -> resources.at(pointer).isMissingNode())
            .map(pointer -> new Finding(container.id(), "its resources have no " + pointer));
    JsonNode request = resources.at("/requests/memory");
    JsonNode limit = resources.at("/limits/memory");
    boolean differ = !request.isMissingNode() && !limit.isMissingNode() && !request.equals(limit);
    return differ
        ? Stream.of(new Finding(container.id(), "requests less memory than it may take"))
        : missing;
  }
}
