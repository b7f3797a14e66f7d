package dev.tidewire.kubernetes.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidewire.kubernetes.Manifest;
import dev.tidewire.kubernetes.Rendering;
import dev.tidewire.kubernetes.Workload;
import java.util.Map;
import java.util.stream.Stream;

/** The labels of all pods of an overlay, those that operators start included. */
final class Pods {
  private static final String STRIMZI_CLUSTER = "strimzi.io/cluster";
  private static final String CNPG_CLUSTER = "cnpg.io/cluster";

  private Pods() {}

  static Stream<Map<String, String>> labels(Rendering rendering) {
    return Stream.concat(
        rendering.workloads().map(Workload::labels),
        Stream.of(
                rendering.ofKind("KafkaNodePool").map(Pods::broker),
                rendering.ofKind("Cluster").map(it -> Map.of(CNPG_CLUSTER, it.name())),
                rendering.ofKind("Pooler").map(Pods::pooler))
            .flatMap(pods -> pods));
  }

  /** Whether a selector takes a pod with these labels. */
  static boolean matches(JsonNode selector, Map<String, String> labels) {
    return labels.entrySet().containsAll(Manifest.texts(selector.path("matchLabels")).entrySet())
        && Manifest.items(selector.path("matchExpressions"))
            .allMatch(expression -> matchesExpression(expression, labels));
  }

  private static boolean matchesExpression(JsonNode expression, Map<String, String> labels) {
    if (!expression.path("operator").asText().equals("In")) {
      throw new UnsupportedOperationException("a selector with " + expression);
    }
    String value = labels.getOrDefault(expression.path("key").asText(), "");
    return Manifest.items(expression.path("values")).anyMatch(it -> it.asText().equals(value));
  }

  private static Map<String, String> broker(Manifest pool) {
    String cluster = pool.at("/metadata/labels").path(STRIMZI_CLUSTER).asText();
    return Map.of(STRIMZI_CLUSTER, cluster, "strimzi.io/pool-name", pool.name());
  }

  private static Map<String, String> pooler(Manifest pooler) {
    return Map.of(
        CNPG_CLUSTER, pooler.text("/spec/cluster/name"), "cnpg.io/poolerName", pooler.name());
  }
}
