package dev.tidewire.processing.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Mistakes;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.query.Parsed;
import java.util.Set;
import java.util.function.Supplier;

/** Everything that is wrong with a JSON body. */
final class BodyErrors {
  private final Mistakes mistakes = new Mistakes();

  /** What the reader has made of the body, if nothing is wrong. */
  <T> Parsed<T> finish(Supplier<T> read) {
    return mistakes.isEmpty()
        ? new Parsed.Accepted<>(read.get())
        : new Parsed.Rejected<>(mistakes.problem(ProblemType.INVALID_REQUEST));
  }

  void reject(String pointer, String detail) {
    mistakes.add(ItemError.ofPointer(pointer, detail));
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
