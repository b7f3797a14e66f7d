package dev.tidewire.kubernetes.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** ConfigMaps made from literals and files. */
final class ConfigMaps {
  private ConfigMaps() {}

  /** Makes one, or with {@code behavior: merge} adds to one that an earlier component made. */
  static void generate(Path folder, JsonNode generator, Objects objects) {
    ObjectNode made = JsonNodeFactory.instance.objectNode();
    made.put("apiVersion", "v1");
    made.put("kind", "ConfigMap");
    made.putObject("metadata").put("name", generator.path("name").asText());
    String behavior = generator.path("behavior").asText("create");
    Renderer.refuseUnless(
        behavior.equals("create") || behavior.equals("merge"), "behavior " + behavior);
    if (behavior.equals("merge")) {
      fill(objects.like(made).withObjectProperty("data"), folder, generator);
    } else {
      fill(made.putObject("data"), folder, generator);
      JsonNode options = generator.path("options");
      if (options.has("labels")) {
        made.withObjectProperty("metadata").set("labels", options.path("labels").deepCopy());
      }
      if (!options.path("disableNameSuffixHash").asBoolean()) {
        GeneratedNames.mark(made);
      }
      objects.add(made);
    }
  }

  private static void fill(ObjectNode data, Path folder, JsonNode generator) {
    for (JsonNode file : generator.path("files")) {
      Path path = folder.resolve(file.asText());
      data.put(path.getFileName().toString(), text(path));
    }
    for (JsonNode literal : generator.path("literals")) {
      String[] keyAndValue = literal.asText().split("=", 2);
      data.put(keyAndValue[0], keyAndValue[1]);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }
}
