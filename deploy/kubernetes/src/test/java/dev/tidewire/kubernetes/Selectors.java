package dev.tidewire.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every selector takes some pod, a workload's its own, and a port that goes with it is there. */
final class Selectors {
  private static final String STRIMZI = "strimzi.io/cluster";
  private static final String CNPG = "cnpg.io/cluster";

  /** The ports of selected pods, by the kinds that select them. */
  private static final Map<String, String> PORTS =
      Map.of(
          "Service", "/spec/ports/*/targetPort",
          "NetworkPolicy", "/spec/ingress/*/ports/*/port",
          "PodMonitor", "/spec/podMetricsEndpoints/*/port");

  private Selectors() {}

  static void check(Overlay overlay, Faults faults) {
    List<Map<String, String>> pods = pods(overlay);
    for (Manifest manifest : overlay.manifests()) {
      if (manifest.serves()) {
        boolean own = takes(of(manifest), manifest.podLabels());
        faults.unless(own, manifest.id(), "does not select its own pods");
      } else if (PORTS.containsKey(manifest.kind())) {
        manifest.all(PORTS.get(manifest.kind())).forEach(it -> port(manifest, it, overlay, faults));
      }
      for (JsonNode selector : selectors(manifest).toList()) {
        boolean some = pods.stream().anyMatch(labels -> takes(selector, labels));
        faults.unless(some, manifest.id(), "selects no pod by %s", selector);
      }
    }
  }

  private static void port(Manifest from, JsonNode port, Overlay overlay, Faults faults) {
    // A policy's number may be meant for the port of another's pods.
    boolean foreign = from.kind().equals("NetworkPolicy") && port.isNumber();
    for (Manifest workload : overlay.workloads()) {
      boolean has = overlay.containers(workload).stream().anyMatch(it -> it.hasPort(port.asText()));
      boolean wrong = !foreign && !has && takes(of(from), workload.podLabels());
      faults.unless(!wrong, from.id(), "port %s is none of %s", port.asText(), workload.id());
    }
  }

  private static Stream<JsonNode> selectors(Manifest manifest) {
    var within = Stream.concat(manifest.fields("podSelector"), manifest.fields("labelSelector"));
    return switch (manifest.kind()) {
      case "Service", "PodDisruptionBudget", "PodMonitor" ->
          Stream.concat(Stream.of(of(manifest)), within);
      default -> within;
    };
  }

  /** The selector that an object is about. */
  static JsonNode of(Manifest manifest) {
    JsonNode selector = manifest.at("/spec/selector");
    return switch (manifest.kind()) {
      case "Service" -> JsonNodeFactory.instance.objectNode().set("matchLabels", selector);
      case "NetworkPolicy" -> manifest.at("/spec/podSelector");
      default -> selector;
    };
  }

  /** Whether a selector takes a pod with these labels. */
  static boolean takes(JsonNode selector, Map<String, String> labels) {
    for (JsonNode expression : selector.path("matchExpressions")) {
      if (!expression.path("operator").asText().equals("In")) {
        throw new UnsupportedOperationException("a selector with " + expression);
      }
      String value = labels.getOrDefault(expression.path("key").asText(), "");
      if (expression.path("values").valueStream().noneMatch(it -> it.asText().equals(value))) {
        return false;
      }
    }
    var wanted = Manifest.texts(selector.path("matchLabels"));
    return labels.entrySet().containsAll(wanted.entrySet());
  }

  /** The labels of all pods, those that operators start included. */
  private static List<Map<String, String>> pods(Overlay overlay) {
    List<Map<String, String>> pods = new ArrayList<>();
    overlay.workloads().forEach(it -> pods.add(it.podLabels()));
    for (Manifest pool : overlay.ofKind("KafkaNodePool")) {
      String cluster = pool.at("/metadata/labels").path(STRIMZI).asText();
      pods.add(Map.of(STRIMZI, cluster, "strimzi.io/pool-name", pool.name()));
    }
    overlay.ofKind("Cluster").forEach(it -> pods.add(Map.of(CNPG, it.name())));
    for (Manifest pooler : overlay.ofKind("Pooler")) {
      String cluster = pooler.text("/spec/cluster/name");
      pods.add(Map.of(CNPG, cluster, "cnpg.io/poolerName", pooler.name()));
    }
    return pods;
  }
}
