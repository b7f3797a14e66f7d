package dev.tidewire.kubernetes.check;

import dev.tidewire.kubernetes.Rendering;
import dev.tidewire.kubernetes.schema.Schemas;
import java.util.stream.Stream;

/** Objects have the fields of their kind, and no others. */
final class FieldCheck implements Check {
  @Override
  public Stream<Finding> findings(Rendering rendering) {
    return rendering.manifests().stream()
        .flatMap(
            manifest ->
                Schemas.faults(manifest).stream().map(fault -> new Finding(manifest.id(), fault)));
  }
}
