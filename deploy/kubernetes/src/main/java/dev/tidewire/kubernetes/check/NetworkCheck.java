package dev.tidewire.kubernetes.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidewire.kubernetes.Container;
import dev.tidewire.kubernetes.Manifest;
import dev.tidewire.kubernetes.Rendering;
import dev.tidewire.kubernetes.Workload;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** All traffic is denied that no policy allows, and who is told of a server may reach it. */
final class NetworkCheck implements Check {
  /** The label that opens the way to a server, by the variables that tell where it is. */
  private static final Map<String, Set<String>> LABELS =
      Map.of(
          "tidewire.dev/kafka-client", Set.of("KAFKA_BOOTSTRAP_SERVERS"),
          "tidewire.dev/postgres-client",
              Set.of("QUARKUS_DATASOURCE_REACTIVE_URL", "QUARKUS_DATASOURCE_JDBC_URL"));

  @Override
  public Stream<Finding> findings(Rendering rendering) {
    Stream<Finding> clients =
        rendering
            .workloads()
            .flatMap(Workload::containers)
            .flatMap(container -> ofClient(container, rendering));
    return rendering.ofKind("NetworkPolicy").anyMatch(NetworkCheck::deniesAll)
        ? clients
        : Stream.concat(
            clients, Stream.of(new Finding("NetworkPolicy", "none denies all traffic")));
  }

  private static boolean deniesAll(Manifest policy) {
    JsonNode spec = policy.at("/spec");
    return spec.path("podSelector").isEmpty()
        && spec.path("policyTypes").size() == 2
        && !spec.has("ingress")
        && !spec.has("egress");
  }

  private static Stream<Finding> ofClient(Container container, Rendering rendering) {
    Set<String> variables = container.environment(rendering).keySet();
    Map<String, String> labels = container.workload().labels();
    return LABELS.entrySet().stream()
        .filter(entry -> entry.getValue().stream().anyMatch(variables::contains))
        .map(Map.Entry::getKey)
        .filter(label -> !"true".equals(labels.get(label)))
        .map(label -> new Finding(container.id(), "may not reach its server without " + label));
  }
}
