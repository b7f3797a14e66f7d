package dev.tidewire.kubernetes;

import java.util.Map;

/** What a PodMonitor reads from CloudNativePG's pods is open to Prometheus. */
final class Monitoring {
  /** The ports that the operator calls {@code metrics}, by the kind whose pods have them. */
  private static final Map<String, Integer> METRICS = Map.of("Cluster", 9187, "Pooler", 9127);

  private Monitoring() {}

  static void check(Overlay overlay, Faults faults) {
    for (Manifest monitor : overlay.ofKind("PodMonitor")) {
      for (Manifest pods : overlay.manifests()) {
        Integer port = METRICS.get(pods.kind());
        if (port != null && Selectors.takes(Selectors.of(monitor), labels(pods))) {
          boolean open = isOpen(overlay, labels(pods), port);
          faults.unless(open, monitor.id(), "port %d of %s is not open", port, pods.id());
        }
      }
    }
  }

  private static Map<String, String> labels(Manifest pods) {
    String cluster = pods.kind().equals("Cluster") ? pods.name() : pods.text("/spec/cluster/name");
    return Map.of("cnpg.io/cluster", cluster);
  }

  private static boolean isOpen(Overlay overlay, Map<String, String> labels, int port) {
    return overlay.ofKind("NetworkPolicy").stream()
        .filter(policy -> Selectors.takes(Selectors.of(policy), labels))
        .flatMap(policy -> policy.all("/spec/ingress/*").stream())
        .filter(rule -> rule.toString().contains("tidewire.dev/monitoring"))
        .map(rule -> rule.path("ports").findValuesAsText("port"))
        .anyMatch(ports -> ports.contains(Integer.toString(port)));
  }
}
