package dev.tidewire.kubernetes.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidewire.kubernetes.Manifest;
import dev.tidewire.kubernetes.Rendering;
import dev.tidewire.kubernetes.Workload;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Objects and volumes that are called by name are there. */
final class NameCheck implements Check {
  @Override
  public Stream<Finding> findings(Rendering rendering) {
    return Stream.of(
            rendering.workloads().flatMap(it -> ofAccount(it, rendering)),
            rendering.workloads().flatMap(NameCheck::ofMounts),
            rendering.workloads().flatMap(it -> ofClaims(it, rendering)),
            rendering.ofKind("StatefulSet").flatMap(it -> ofGoverningService(it, rendering)),
            rendering.ofKind("ScaledObject").flatMap(it -> ofScaledObject(it, rendering)),
            rendering.ofKind("HTTPRoute").flatMap(it -> ofRoute(it, rendering)))
        .flatMap(findings -> findings);
  }

  private static Stream<Finding> ofAccount(Workload workload, Rendering rendering) {
    return missing(
        workload.id(), "ServiceAccount", workload.podSpec().path("serviceAccountName"), rendering);
  }

  private static Stream<Finding> ofMounts(Workload workload) {
    Set<String> volumes =
        Stream.concat(
                Manifest.items(workload.podSpec().path("volumes")).map(it -> it.path("name")),
                workload
                    .manifest()
                    .items("/spec/volumeClaimTemplates")
                    .map(it -> it.at("/metadata/name")))
            .map(JsonNode::asText)
            .collect(Collectors.toSet());
    return workload
        .containers()
        .flatMap(container -> Manifest.items(container.tree().path("volumeMounts")))
        .map(mount -> mount.path("name").asText())
        .filter(name -> !volumes.contains(name))
        .map(name -> new Finding(workload.id(), "mounts " + name + ", which is no volume of it"));
  }

  private static Stream<Finding> ofClaims(Workload workload, Rendering rendering) {
    return Fields.named("claimName", workload.podSpec())
        .flatMap(it -> missing(workload.id(), "PersistentVolumeClaim", it, rendering));
  }

  private static Stream<Finding> ofGoverningService(Manifest set, Rendering rendering) {
    return missing(set.id(), "Service", set.at("/spec/serviceName"), rendering);
  }

  private static Stream<Finding> ofScaledObject(Manifest scaled, Rendering rendering) {
    Stream<Finding> target =
        missing(scaled.id(), "Deployment", scaled.at("/spec/scaleTargetRef/name"), rendering);
    Stream<Finding> authentications =
        Fields.named("authenticationRef", scaled.tree())
            .flatMap(
                it -> missing(scaled.id(), "TriggerAuthentication", it.path("name"), rendering));
    return Stream.concat(target, authentications);
  }

  private static Stream<Finding> ofRoute(Manifest route, Rendering rendering) {
    return Fields.named("backendRefs", route.tree())
        .flatMap(Manifest::items)
        .flatMap(backend -> ofBackend(route, backend, rendering));
  }

  private static Stream<Finding> ofBackend(Manifest route, JsonNode backend, Rendering rendering) {
    Optional<Manifest> service = rendering.find("Service", backend.path("name").asText());
    if (service.isEmpty()) {
      return missing(route.id(), "Service", backend.path("name"), rendering);
    }
    return service
            .get()
            .items("/spec/ports")
            .noneMatch(it -> it.path("port").equals(backend.path("port")))
        ? Stream.of(
            new Finding(route.id(), service.get().id() + " has no port " + backend.path("port")))
        : Stream.empty();
  }

  private static Stream<Finding> missing(
      String from, String kind, JsonNode name, Rendering rendering) {
    return rendering.find(kind, name.asText()).isPresent()
        ? Stream.empty()
        : Stream.of(new Finding(from, "there is no %s %s".formatted(kind, name.asText())));
  }
}
