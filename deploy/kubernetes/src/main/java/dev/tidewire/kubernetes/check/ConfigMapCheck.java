package dev.tidewire.kubernetes.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidewire.kubernetes.Manifest;
import dev.tidewire.kubernetes.Rendering;
import java.util.stream.Stream;

/** Every ConfigMap that is referred to is there, with the key that is asked for. */
final class ConfigMapCheck implements Check {
  @Override
  public Stream<Finding> findings(Rendering rendering) {
    return rendering.manifests().stream()
        .flatMap(
            manifest ->
                references(manifest)
                    .filter(reference -> !isThere(reference, rendering))
                    .map(
                        reference ->
                            new Finding(
                                manifest.id(), "there is no ConfigMap " + name(reference))));
  }

  private static String name(JsonNode reference) {
    String name = reference.path("name").asText();
    return reference.has("key") ? name + " with " + reference.path("key").asText() : name;
  }

  private static Stream<JsonNode> references(Manifest manifest) {
    return Stream.of(
            Fields.named("configMapRef", manifest.tree()),
            Fields.named("configMapKeyRef", manifest.tree()),
            Fields.named("configMap", manifest.tree()),
            Fields.named("configMapTargetRef", manifest.tree()).flatMap(Manifest::items))
        .flatMap(references -> references);
  }

  private static boolean isThere(JsonNode reference, Rendering rendering) {
    return rendering
        .find("ConfigMap", reference.path("name").asText())
        .filter(map -> !reference.has("key") || map.at("/data").has(reference.path("key").asText()))
        .isPresent();
  }
}
