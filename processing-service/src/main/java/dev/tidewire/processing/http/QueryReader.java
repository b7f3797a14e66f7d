package dev.tidewire.processing.http;

import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of a query and gathers everything that is wrong with them, so that the
 * sender hears of all mistakes at once. A reader that finds a mistake answers with a harmless
 * value; {@link #finish} lets no request out then.
 */
final class QueryReader {
  private final Map<String, List<String>> query;
  private final List<ItemError> errors = new ArrayList<>();

  QueryReader(Map<String, List<String>> query, String... known) {
    this.query = query;
    NavigableSet<String> unknown = new TreeSet<>(query.keySet());
    List.of(known).forEach(unknown::remove);
    for (String name : unknown) {
      reject(
          name,
          "There is no such parameter here"
              + (known.length == 0 ? "." : "; there are " + String.join(", ", known) + "."));
    }
  }

  void reject(String parameter, String detail) {
    errors.add(ItemError.ofParameter(parameter, detail));
  }

  @Nullable String optional(String name) {
    List<String> values = query.getOrDefault(name, List.of());
    if (values.size() > 1) {
      reject(name, "Give it once, not " + values.size() + " times.");
    }
    return values.isEmpty() ? null : values.get(0);
  }

  /** A whole number from 1 to {@code max}. */
  int limit(int absent, int max) {
    String text = optional("limit");
    if (text == null) {
      return absent;
    }
    if (text.matches("\\d{1,9}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= max) {
        return limit;
      }
    }
    reject("limit", "It must be a whole number from 1 to " + max + ".");
    return absent;
  }

  boolean isClean() {
    return errors.isEmpty();
  }

  <T> Parsed<T> finish(Supplier<T> request) {
    return isClean()
        ? new Parsed.Accepted<>(request.get())
        : new Parsed.Rejected<>(Problem.of(ProblemType.INVALID_PARAMETER, errors));
  }
}
