package dev.tidewire.kubernetes.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Labels that an overlay gives to all objects, and to the pods that they start. */
final class Labels {
  private static final Set<String> WITH_TEMPLATE = Set.of("Deployment", "StatefulSet", "Job");

  private Labels() {}

  static void add(JsonNode entry, ObjectNode object) {
    Renderer.refuseUnless(
        entry.path("includeTemplates").asBoolean() && !entry.has("includeSelectors"),
        "labels that are not for templates, or for selectors");
    label(object, entry.path("pairs"));
    for (JsonNode claim : object.at("/spec/volumeClaimTemplates")) {
      label((ObjectNode) claim, entry.path("pairs"));
    }
    if (WITH_TEMPLATE.contains(object.path("kind").asText())) {
      label((ObjectNode) object.at("/spec/template"), entry.path("pairs"));
    }
  }

  private static void label(ObjectNode object, JsonNode pairs) {
    object.withObjectProperty("metadata").withObjectProperty("labels").setAll((ObjectNode) pairs);
  }
}
