package dev.tidewire.kubernetes.check;

import dev.tidewire.contract.Topics;
import dev.tidewire.kubernetes.Container;
import dev.tidewire.kubernetes.Manifest;
import dev.tidewire.kubernetes.Rendering;
import dev.tidewire.kubernetes.Workload;
import dev.tidewire.kubernetes.service.Service;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The numbers of replicas fit each other, and those of consumers the partitions. */
final class ScalingCheck implements Check {
  private static final String CONCURRENCY = "tidewire.processing.concurrency";

  @Override
  public Stream<Finding> findings(Rendering rendering) {
    return Stream.concat(
        rendering.ofKind("ScaledObject").flatMap(it -> ofScaledObject(it, rendering)),
        rendering.ofKind("PodDisruptionBudget").flatMap(it -> ofBudget(it, rendering)));
  }

  private static Stream<Finding> ofScaledObject(Manifest scaled, Rendering rendering) {
    int min = scaled.at("/spec/minReplicaCount").asInt();
    int max = scaled.at("/spec/maxReplicaCount").asInt();
    Stream<Finding> order =
        min > max
            ? Stream.of(new Finding(scaled.id(), "has a minimum above its maximum"))
            : Stream.empty();
    return Stream.concat(
        order,
        rendering
            .find("Deployment", scaled.text("/spec/scaleTargetRef/name"))
            .map(Workload::new)
            .stream()
            .flatMap(target -> ofTarget(scaled, max, target, rendering)));
  }

  private static Stream<Finding> ofTarget(
      Manifest scaled, int max, Workload target, Rendering rendering) {
    Stream<Finding> fixed =
        target.manifest().at("/spec").has("replicas")
            ? Stream.of(new Finding(target.id(), "sets replicas, and " + scaled.id() + " does too"))
            : Stream.empty();
    Stream<Finding> idle =
        target
            .containers()
            .filter(it -> it.service().equals(Optional.of("processing")))
            .map(container -> max * consumers(container, rendering))
            .filter(consumers -> consumers > Topics.PARTITIONS)
            .map(
                consumers ->
                    new Finding(
                        scaled.id(),
                        "allows %d consumers for %d partitions"
                            .formatted(consumers, Topics.PARTITIONS)));
    return Stream.concat(fixed, idle);
  }

  private static int consumers(Container processing, Rendering rendering) {
    Map<String, String> environment = processing.environment(rendering);
    String concurrency =
        environment.getOrDefault(
            "TIDEWIRE_PROCESSING_CONCURRENCY",
            Service.named("processing").orElseThrow().defaultOf(CONCURRENCY));
    return Integer.parseInt(concurrency);
  }

  private static Stream<Finding> ofBudget(Manifest budget, Rendering rendering) {
    int atLeast = budget.at("/spec/minAvailable").asInt();
    return rendering
        .workloads()
        .filter(workload -> Pods.matches(budget.at("/spec/selector"), workload.labels()))
        .filter(workload -> atLeast >= replicas(workload, rendering))
        .map(workload -> new Finding(budget.id(), "lets no pod of " + workload.id() + " go"));
  }

  private static int replicas(Workload workload, Rendering rendering) {
    return rendering
        .ofKind("ScaledObject")
        .filter(it -> it.text("/spec/scaleTargetRef/name").equals(workload.manifest().name()))
        .map(it -> it.at("/spec/minReplicaCount").asInt())
        .findFirst()
        .orElseGet(() -> workload.manifest().at("/spec/replicas").asInt(1));
  }
}
