package dev.tidewire.kubernetes;

import dev.tidewire.contract.Topics;

/** The numbers of replicas fit each other, and those of consumers the partitions. */
final class Scaling {
  private static final String TARGET = "/spec/scaleTargetRef/name";

  private Scaling() {}

  static void check(Overlay overlay, Faults faults) {
    for (Manifest scaled : overlay.ofKind("ScaledObject")) {
      int most = scaled.at("/spec/maxReplicaCount").asInt();
      faults.unless(least(scaled) <= most, scaled.id(), "has a minimum above its maximum");
      overlay
          .find("Deployment", scaled.text(TARGET))
          .ifPresent(target -> ofTarget(scaled, most, target, overlay, faults));
    }
    for (Manifest budget : overlay.ofKind("PodDisruptionBudget")) {
      int atLeast = budget.at("/spec/minAvailable").asInt();
      for (Manifest workload : overlay.workloads()) {
        boolean taken = Selectors.takes(Selectors.of(budget), workload.podLabels());
        boolean stuck = taken && atLeast >= replicas(workload, overlay);
        faults.unless(!stuck, budget.id(), "lets no pod of %s go", workload.id());
      }
    }
  }

  private static void ofTarget(
      Manifest scaled, int most, Manifest target, Overlay overlay, Faults faults) {
    boolean fixed = target.at("/spec").has("replicas");
    faults.unless(!fixed, target.id(), "sets replicas, and %s does too", scaled.id());
    String fault = "allows %d consumers for " + Topics.PARTITIONS + " partitions";
    for (Container container : overlay.containers(target)) {
      container
          .service()
          .map(service -> most * service.consumers(container.environment()))
          .filter(consumers -> consumers > Topics.PARTITIONS)
          .ifPresent(consumers -> faults.add(scaled.id(), fault, consumers));
    }
  }

  /** How many pods a workload has at least. */
  static int replicas(Manifest workload, Overlay overlay) {
    return overlay.ofKind("ScaledObject").stream()
        .filter(scaled -> scaled.text(TARGET).equals(workload.name()))
        .map(Scaling::least)
        .findFirst()
        .orElseGet(() -> workload.at("/spec/replicas").asInt(1));
  }

  private static int least(Manifest scaled) {
    return scaled.at("/spec/minReplicaCount").asInt();
  }
}
