package dev.tidewire.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubernetes.client.custom.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/**
 * What the pods of an overlay request in all: with the fewest replicas, the Jobs, and one more pod
 * of each service, which an upgrade starts before it ends an old one.
 */
final class Requests {
  private static final BigDecimal GIB = BigDecimal.valueOf(1L << 30);

  /** Where the pods of an operator's kind have their number and their resources. */
  private static final Map<String, String> REPLICAS =
      Map.of(
          "KafkaNodePool", "/spec/replicas",
          "Cluster", "/spec/instances",
          "Pooler", "/spec/instances");

  private static final List<String> RESOURCES =
      List.of(
          "/spec/template/spec/containers/*/resources",
          "/spec/resources",
          "/spec/entityOperator/topicOperator/resources",
          "/spec/entityOperator/userOperator/resources");

  private Requests() {}

  /** As in the table of the README. */
  static String of(Overlay overlay) {
    return "%s CPU, %s GiB"
        .formatted(
            round(sum(overlay, "cpu")),
            round(sum(overlay, "memory").divide(GIB, 3, RoundingMode.CEILING)));
  }

  private static BigDecimal sum(Overlay overlay, String resource) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Manifest manifest : overlay.manifests()) {
      BigDecimal pods = BigDecimal.valueOf(pods(manifest, overlay));
      for (String place : RESOURCES) {
        for (JsonNode resources : manifest.all(place)) {
          sum = sum.add(requested(resources, resource).multiply(pods));
        }
      }
    }
    return sum;
  }

  private static BigDecimal requested(JsonNode resources, String resource) {
    return Quantity.fromString(resources.path("requests").path(resource).asText("0")).getNumber();
  }

  private static int pods(Manifest manifest, Overlay overlay) {
    int more = manifest.at("/spec/strategy/rollingUpdate/maxSurge").asInt();
    return REPLICAS.containsKey(manifest.kind())
        ? manifest.at(REPLICAS.get(manifest.kind())).asInt()
        : Scaling.replicas(manifest, overlay) + more;
  }

  /** Up, to a tenth. */
  private static BigDecimal round(BigDecimal number) {
    return number.setScale(1, RoundingMode.CEILING);
  }
}
