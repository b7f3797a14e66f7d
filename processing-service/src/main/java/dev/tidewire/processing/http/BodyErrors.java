package dev.tidewire.processing.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidewire.platform.problem.ItemError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Everything that is wrong with a JSON body. */
final class BodyErrors {
  private final List<ItemError> errors = new ArrayList<>();

  List<ItemError> all() {
    return errors;
  }

  void reject(String pointer, String detail) {
    errors.add(ItemError.ofPointer(pointer, detail));
  }

  /** Rejects each member of the object that is not known. */
  void rejectUnknown(JsonNode object, String pointer, Set<String> known) {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                String escaped = name.replace("~", "~0").replace("/", "~1");
                reject(
                    pointer + "/" + escaped,
                    "This member is not known here; known are "
                        + String.join(", ", known.stream().sorted().toList())
                        + ".");
              }
            });
  }
}
