package dev.tidewire.kubernetes.schema;

import dev.tidewire.kubernetes.Manifest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds fields that an object must not have, or has to have. */
public final class Schemas {
  private static final Map<String, Schema> BY_TYPE =
      Stream.of(KubernetesModels.all(), OperatorModels.all(), WrittenSchemas.all())
          .flatMap(schemas -> schemas.entrySet().stream())
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private Schemas() {}

  /** What is wrong with the object's fields, in sentences' ends. */
  public static List<String> faults(Manifest manifest) {
    Schema schema = BY_TYPE.get(manifest.text("/apiVersion") + "/" + manifest.kind());
    return schema == null
        ? List.of("there is no schema for " + manifest.text("/apiVersion"))
        : schema.faults(manifest.tree());
  }
}
