package dev.tidewire.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Stream;

/** An object that starts pods. */
public record Workload(Manifest manifest) {
  private static final String TEMPLATE = "/spec/template";

  public String id() {
    return manifest.id();
  }

  /** The labels of its pods. */
  public Map<String, String> labels() {
    return Manifest.texts(manifest.at(TEMPLATE + "/metadata/labels"));
  }

  public JsonNode podSpec() {
    return manifest.at(TEMPLATE + "/spec");
  }

  /** All containers of a pod, those that prepare it included. */
  public Stream<Container> containers() {
    return Stream.of("initContainers", "containers")
        .flatMap(list -> Manifest.items(podSpec().path(list)))
        .map(container -> new Container(this, container));
  }

  /** Whether its pods go on until they are told to end. */
  public boolean serves() {
    return !manifest.kind().equals("Job");
  }
}
