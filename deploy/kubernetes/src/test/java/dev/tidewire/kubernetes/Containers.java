package dev.tidewire.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * Containers are probed on ports that they have, request as much memory as they may take, so that a
 * node that runs short does not end them, and may reach the servers whose addresses they get; all
 * other traffic is denied. Our services are told what they need and nothing that they ignore, and
 * have the time to end what they have begun.
 */
final class Containers {
  /** The label that lets pods reach a server, by the variable that holds its address. */
  private static final Map<String, String> LABELS =
      Map.of(
          "KAFKA_BOOTSTRAP_SERVERS", "tidewire.dev/kafka-client",
          "QUARKUS_DATASOURCE_REACTIVE_URL", "tidewire.dev/postgres-client",
          "QUARKUS_DATASOURCE_JDBC_URL", "tidewire.dev/postgres-client");

  private static final int KUBERNETES_DEFAULT_GRACE_SECONDS = 30;

  private Containers() {}

  static void check(Overlay overlay, Faults faults) {
    for (Container container : overlay.containers()) {
      check(container, faults);
      container.service().ifPresent(service -> ofOurs(container, service, faults));
    }
    boolean denied = overlay.ofKind("NetworkPolicy").stream().anyMatch(Containers::deniesAll);
    faults.unless(denied, "NetworkPolicy", "none denies all traffic");
  }

  private static void check(Container container, Faults faults) {
    JsonNode tree = container.tree();
    for (String action : List.of("httpGet", "tcpSocket")) {
      for (JsonNode probe : tree.findValues(action)) {
        String port = probe.path("port").asText();
        boolean has = container.hasPort(port);
        faults.unless(has, container.id(), "probes port %s, which it has not", port);
      }
    }
    JsonNode needs = tree.at("/resources/requests/memory");
    JsonNode takes = tree.at("/resources/limits/memory");
    boolean less = !needs.isMissingNode() && !takes.isMissingNode() && !needs.equals(takes);
    faults.unless(!less, container.id(), "requests less memory than it may take");
    container.environment().keySet().stream()
        .filter(LABELS::containsKey)
        .map(LABELS::get)
        .distinct()
        .filter(label -> !"true".equals(container.workload().podLabels().get(label)))
        .forEach(it -> faults.add(container.id(), "may not reach its server without %s", it));
  }

  private static void ofOurs(Container container, Service service, Faults faults) {
    String id = container.id();
    for (String variable : container.environment().keySet()) {
      boolean heard = service.variables().contains(variable) || Variables.isHeard(variable);
      faults.unless(heard, id, "%s sets nothing when the service starts", variable);
    }
    if (!container.workload().serves()) {
      return;
    }
    for (String choice : service.choices()) {
      faults.unless(container.environment().containsKey(choice), id, "is not told %s", choice);
    }
    for (String port : service.ports()) {
      faults.unless(container.hasPort(port), id, "the service listens on %s", port);
    }
    int preStop = container.tree().at("/lifecycle/preStop/sleep/seconds").asInt();
    long end = preStop + service.shutdown(container.environment()).toSeconds();
    JsonNode configured =
        container.workload().at("/spec/template/spec/terminationGracePeriodSeconds");
    int grace = configured.asInt(KUBERNETES_DEFAULT_GRACE_SECONDS);
    faults.unless(grace > end, id, "may take %d s to end and is killed after %d s", end, grace);
  }

  private static boolean deniesAll(Manifest policy) {
    JsonNode spec = policy.at("/spec");
    return spec.path("podSelector").isEmpty()
        && spec.path("policyTypes").size() == 2
        && !spec.has("ingress")
        && !spec.has("egress");
  }
}
