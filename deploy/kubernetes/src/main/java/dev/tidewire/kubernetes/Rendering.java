package dev.tidewire.kubernetes;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** All objects of an overlay. */
public record Rendering(String overlay, List<Manifest> manifests) {
  private static final Set<String> WORKLOADS = Set.of("Deployment", "StatefulSet", "Job");

  public Rendering {
    manifests = List.copyOf(manifests);
  }

  public Stream<Manifest> ofKind(String kind) {
    return manifests.stream().filter(manifest -> manifest.kind().equals(kind));
  }

  public Optional<Manifest> find(String kind, String name) {
    return ofKind(kind).filter(manifest -> manifest.name().equals(name)).findFirst();
  }

  /** Whatever starts pods of ours. */
  public Stream<Workload> workloads() {
    return manifests.stream()
        .filter(manifest -> WORKLOADS.contains(manifest.kind()))
        .map(Workload::new);
  }
}
