package dev.tidewire.kubernetes.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Where an overlay takes an image from, and which version of it. */
final class Images {
  private static final Set<String> KNOWN = Set.of("name", "newName", "newTag");

  private Images() {}

  static void set(JsonNode entry, ObjectNode object) {
    entry
        .fieldNames()
        .forEachRemaining(key -> Renderer.refuseUnless(KNOWN.contains(key), "images with " + key));
    String name = entry.path("name").asText();
    String image = entry.path("newName").asText(name) + ":" + entry.path("newTag").asText();
    for (JsonNode container : object.at("/spec/template/spec/containers")) {
      if (container.path("image").asText().equals(name)) {
        ((ObjectNode) container).put("image", image);
      }
    }
  }
}
