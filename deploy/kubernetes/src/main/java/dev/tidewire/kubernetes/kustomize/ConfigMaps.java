package dev.tidewire.kubernetes.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** ConfigMaps made from literals. */
final class ConfigMaps {
  private ConfigMaps() {}

  /** Makes one, or with {@code behavior: merge} adds to one that an earlier component made. */
  static void generate(JsonNode generator, Objects objects) {
    ObjectNode made = JsonNodeFactory.instance.objectNode();
    made.put("apiVersion", "v1");
    made.put("kind", "ConfigMap");
    made.putObject("metadata").put("name", generator.path("name").asText());
    String behavior = generator.path("behavior").asText("create");
    Renderer.refuseUnless(
        behavior.equals("create") || behavior.equals("merge"), "behavior " + behavior);
    if (behavior.equals("merge")) {
      fill(objects.like(made).withObjectProperty("data"), generator);
    } else {
      fill(made.putObject("data"), generator);
      GeneratedNames.mark(made);
      objects.add(made);
    }
  }

  private static void fill(ObjectNode data, JsonNode generator) {
    for (JsonNode literal : generator.path("literals")) {
      String[] keyAndValue = literal.asText().split("=", 2);
      data.put(keyAndValue[0], keyAndValue[1]);
    }
  }
}
