package dev.tidewire.kubernetes.check;

import dev.tidewire.kubernetes.Rendering;
import dev.tidewire.kubernetes.Workload;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every image has a version. */
final class ImageCheck implements Check {
  private static final Pattern VERSIONED =
      Pattern.compile("[^:@]+(:[0-9]+/[^:@]+)?(:(?!latest$)[\\w.-]+|@sha256:[0-9a-f]{64})");

  @Override
  public Stream<Finding> findings(Rendering rendering) {
    Stream<Finding> containers =
        rendering
            .workloads()
            .flatMap(Workload::containers)
            .flatMap(container -> ofImage(container.id(), container.image()));
    Stream<Finding> databases =
        rendering
            .ofKind("Cluster")
            .flatMap(cluster -> ofImage(cluster.id(), cluster.text("/spec/imageName")));
    return Stream.concat(containers, databases);
  }

  private static Stream<Finding> ofImage(String object, String image) {
    return VERSIONED.matcher(image).matches()
        ? Stream.empty()
        : Stream.of(new Finding(object, "the image " + image + " has no version"));
  }
}
