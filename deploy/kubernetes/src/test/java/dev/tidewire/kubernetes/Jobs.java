package dev.tidewire.kubernetes;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A Job cannot be changed. So each has the name of a ConfigMap with its image and its settings,
 * whose digest makes another version another Job; it stays until it is pruned; and the selector by
 * which the README applies it first takes along what it needs.
 */
final class Jobs {
  private Jobs() {}

  static void check(Overlay overlay, Faults faults) {
    for (Manifest job : overlay.ofKind("Job")) {
      String image = job.text("/spec/template/spec/containers/0/image");
      overlay
          .find("ConfigMap", job.name())
          .filter(map -> map.at("/data").has("image"))
          .ifPresentOrElse(
              map -> {
                boolean same = map.text("/data/image").equals(image);
                faults.unless(same, job.id(), "its name does not change with its image");
              },
              () -> faults.add(job.id(), "is not named after a ConfigMap with its image"));
      boolean stays = !job.at("/spec").has("ttlSecondsAfterFinished");
      faults.unless(stays, job.id(), "runs again at the next apply after its end");
      Set<String> needs = needs(job);
      overlay.manifests().stream()
          .filter(other -> needs.contains(other.kind() + " " + other.name()))
          .filter(other -> !other.part().equals(job.part()))
          .forEach(other -> faults.add(job.id(), "is applied without %s", other.id()));
    }
  }

  /** The objects without which a workload's pods do not start. */
  static Set<String> needs(Manifest job) {
    Set<String> needs = new HashSet<>();
    needs.add("ServiceAccount " + job.text("/spec/template/spec/serviceAccountName"));
    Stream.of("configMapRef", "configMapKeyRef", "configMap")
        .flatMap(job::fields)
        .forEach(reference -> needs.add("ConfigMap " + reference.path("name").asText()));
    return needs;
  }
}
