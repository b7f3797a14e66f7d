package dev.tidewire.kubernetes.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tidewire.kubernetes.Manifest;
import dev.tidewire.kubernetes.Rendering;
import dev.tidewire.kubernetes.Workload;
import java.util.Set;
import java.util.stream.Stream;

/** Every selector takes some pod, and a workload's its own. */
final class SelectorCheck implements Check {
  private static final Set<String> OWN_SELECTOR = Set.of("Deployment", "StatefulSet");

  @Override
  public Stream<Finding> findings(Rendering rendering) {
    return Stream.concat(
        rendering.workloads().flatMap(SelectorCheck::ofWorkload),
        rendering.manifests().stream().flatMap(manifest -> ofManifest(manifest, rendering)));
  }

  private static Stream<Finding> ofWorkload(Workload workload) {
    return OWN_SELECTOR.contains(workload.manifest().kind())
            && !Pods.matches(workload.manifest().at("/spec/selector"), workload.labels())
        ? Stream.of(new Finding(workload.id(), "does not select its own pods"))
        : Stream.empty();
  }

  private static Stream<Finding> ofManifest(Manifest manifest, Rendering rendering) {
    return selectors(manifest)
        .filter(it -> Pods.labels(rendering).noneMatch(labels -> Pods.matches(it, labels)))
        .map(it -> new Finding(manifest.id(), "selects no pod by " + it));
  }

  private static Stream<JsonNode> selectors(Manifest manifest) {
    Stream<JsonNode> own =
        switch (manifest.kind()) {
          case "Service" -> Stream.of(ofService(manifest));
          case "PodDisruptionBudget", "PodMonitor" -> Stream.of(manifest.at("/spec/selector"));
          default -> Stream.empty();
        };
    return Stream.of(
            own,
            Fields.named("podSelector", manifest.tree()),
            Fields.named("labelSelector", manifest.tree()))
        .flatMap(selectors -> selectors);
  }

  /** A Service's selector, in the form of all others. */
  static JsonNode ofService(Manifest service) {
    return JsonNodeFactory.instance.objectNode().set("matchLabels", service.at("/spec/selector"));
  }
}
