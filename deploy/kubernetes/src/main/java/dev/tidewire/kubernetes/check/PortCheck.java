package dev.tidewire.kubernetes.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidewire.kubernetes.Container;
import dev.tidewire.kubernetes.Manifest;
import dev.tidewire.kubernetes.Rendering;
import dev.tidewire.kubernetes.Workload;
import dev.tidewire.kubernetes.service.Service;
import java.util.stream.Stream;

/** Whoever names a port means one that is there, and a service's port is the one it listens on. */
final class PortCheck implements Check {
  @Override
  public Stream<Finding> findings(Rendering rendering) {
    return Stream.of(
            containers(rendering).flatMap(PortCheck::ofService),
            containers(rendering).flatMap(PortCheck::ofProbes),
            rendering.ofKind("Service").flatMap(it -> ofTargets(it, rendering)),
            rendering.ofKind("NetworkPolicy").flatMap(it -> ofPolicy(it, rendering)),
            rendering.ofKind("PodMonitor").flatMap(it -> ofMonitor(it, rendering)))
        .flatMap(findings -> findings);
  }

  private static Stream<Container> containers(Rendering rendering) {
    return rendering.workloads().filter(Workload::serves).flatMap(Workload::containers);
  }

  private static Stream<Finding> ofService(Container container) {
    return container.service().flatMap(Service::named).stream()
        .filter(
            service ->
                container.ports().noneMatch(p -> p.path("containerPort").asInt() == service.port()))
        .map(
            service ->
                new Finding(container.id(), "the service listens on %d".formatted(service.port())));
  }

  private static Stream<Finding> ofProbes(Container container) {
    return Stream.of("httpGet", "tcpSocket")
        .flatMap(kind -> Fields.named(kind, container.tree()))
        .map(action -> action.path("port"))
        .filter(port -> !container.hasPort(port))
        .map(
            port ->
                new Finding(container.id(), "probes port " + port.asText() + ", which it has not"));
  }

  private static Stream<Finding> ofTargets(Manifest service, Rendering rendering) {
    JsonNode selector = SelectorCheck.ofService(service);
    return missing(
        service,
        service.items("/spec/ports").map(it -> it.path("targetPort")),
        selector,
        rendering);
  }

  /** Names only: a number may be meant for the port of another's pods. */
  private static Stream<Finding> ofPolicy(Manifest policy, Rendering rendering) {
    Stream<JsonNode> ports =
        policy
            .items("/spec/ingress")
            .flatMap(rule -> Manifest.items(rule.path("ports")))
            .map(it -> it.path("port"))
            .filter(JsonNode::isTextual);
    return missing(policy, ports, policy.at("/spec/podSelector"), rendering);
  }

  private static Stream<Finding> ofMonitor(Manifest monitor, Rendering rendering) {
    Stream<JsonNode> ports =
        monitor.items("/spec/podMetricsEndpoints").map(endpoint -> endpoint.path("port"));
    return missing(monitor, ports, monitor.at("/spec/selector"), rendering);
  }

  private static Stream<Finding> missing(
      Manifest from, Stream<JsonNode> ports, JsonNode selector, Rendering rendering) {
    return ports.flatMap(
        port ->
            rendering
                .workloads()
                .filter(workload -> Pods.matches(selector, workload.labels()))
                .filter(workload -> workload.containers().noneMatch(it -> it.hasPort(port)))
                .map(
                    workload ->
                        new Finding(
                            from.id(), "port " + port.asText() + " is none of " + workload.id())));
  }
}
