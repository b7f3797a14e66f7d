package dev.tidewire.kubernetes.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidewire.kubernetes.Container;
import dev.tidewire.kubernetes.Manifest;
import dev.tidewire.kubernetes.Rendering;
import dev.tidewire.kubernetes.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Pods keep to the restricted level of the Pod Security Standards, which the namespace enforces,
 * and beyond it write nowhere but into volumes and know nothing of the cluster that they run in.
 */
final class SecurityCheck implements Check {
  private static final Set<String> VOLUMES =
      Set.of("configMap", "secret", "emptyDir", "persistentVolumeClaim", "projected");
  private static final List<String> HOSTS = List.of("hostNetwork", "hostPID", "hostIPC");

  @Override
  public Stream<Finding> findings(Rendering rendering) {
    return Stream.of(
            rendering.ofKind("Namespace").flatMap(SecurityCheck::ofNamespace),
            rendering.ofKind("ServiceAccount").flatMap(SecurityCheck::ofAccount),
            rendering.workloads().flatMap(SecurityCheck::ofPod),
            rendering.workloads().flatMap(Workload::containers).flatMap(SecurityCheck::ofContainer))
        .flatMap(findings -> findings);
  }

  private static Stream<Finding> ofNamespace(Manifest namespace) {
    String level =
        namespace.at("/metadata/labels").path("pod-security.kubernetes.io/enforce").asText();
    return unless(level.equals("restricted"), namespace.id(), "does not enforce restricted pods");
  }

  private static Stream<Finding> ofAccount(Manifest account) {
    return unless(
        isFalse(account.at("/automountServiceAccountToken")), account.id(), "hands out its token");
  }

  private static Stream<Finding> ofPod(Workload workload) {
    JsonNode pod = workload.podSpec();
    List<String> faults = new ArrayList<>();
    if (!isFalse(pod.path("automountServiceAccountToken"))) {
      faults.add("its pods hold a token of the cluster");
    }
    if (!isFalse(pod.path("enableServiceLinks"))) {
      faults.add("its pods get variables that nobody wrote, for every Service");
    }
    if (!pod.at("/securityContext/runAsNonRoot").asBoolean()) {
      faults.add("its pods may run as root");
    }
    if (!pod.at("/securityContext/seccompProfile/type").asText().equals("RuntimeDefault")) {
      faults.add("its pods have no seccomp profile");
    }
    HOSTS.stream().filter(pod::has).forEach(host -> faults.add("its pods share " + host));
    Manifest.items(pod.path("volumes"))
        .filter(volume -> VOLUMES.stream().noneMatch(volume::has))
        .forEach(
            volume ->
                faults.add(
                    "its volume %s is of a kind that is not allowed"
                        .formatted(volume.path("name").asText())));
    return faults.stream().map(fault -> new Finding(workload.id(), fault));
  }

  private static Stream<Finding> ofContainer(Container container) {
    JsonNode context = container.tree().path("securityContext");
    boolean dropsAll =
        Manifest.items(context.at("/capabilities/drop")).anyMatch(it -> it.asText().equals("ALL"));
    return Stream.of(
            unless(dropsAll, container.id(), "keeps capabilities"),
            unless(!context.at("/capabilities").has("add"), container.id(), "adds capabilities"),
            unless(
                isFalse(context.path("allowPrivilegeEscalation")),
                container.id(),
                "may gain privileges"),
            unless(!context.path("privileged").asBoolean(), container.id(), "is privileged"),
            unless(
                context.path("readOnlyRootFilesystem").asBoolean(),
                container.id(),
                "may write into its image"))
        .flatMap(findings -> findings);
  }

  private static boolean isFalse(JsonNode value) {
    return value.isBoolean() && !value.asBoolean();
  }

  private static Stream<Finding> unless(boolean right, String object, String fault) {
    return right ? Stream.empty() : Stream.of(new Finding(object, fault));
  }
}
