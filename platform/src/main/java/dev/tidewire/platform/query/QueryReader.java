package dev.tidewire.platform.query;

import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Mistakes;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.text.EpochUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads one request's parameters and collects everything that is wrong with them, so that the
 * sender learns of all mistakes at once. A method that finds a mistake returns a harmless value;
 * {@link #finish} lets no request out then. Not thread-safe.
 */
public final class QueryReader {
  private final Map<String, List<String>> query;
  private final Mistakes mistakes = new Mistakes();
  private final ValueReader values = new ValueReader(this::reject);

  /**
   * Begins with the parameters that are unknown.
   *
   * @param query the values of each parameter, decoded
   * @param known the names of the parameters that the request may have
   */
  public QueryReader(Map<String, List<String>> query, List<String> known) {
    this.query = query;
    String detail = "This parameter is not known here" + alternatives(known);
    query.keySet().stream()
        .filter(name -> !known.contains(name))
        .sorted()
        .forEach(name -> reject(name, detail));
  }

  /** Notes a mistake, as a sentence. */
  public void reject(String parameter, String detail) {
    mistakes.add(ItemError.ofParameter(parameter, detail));
  }

  /** All values of a parameter, in their order. */
  public List<String> all(String name) {
    return query.getOrDefault(name, List.of());
  }

  /** The value of a parameter that may be given once, or null. */
  public @Nullable String optional(String name) {
    List<String> values = all(name);
    if (values.size() > 1) {
      reject(name, "Give it once, not " + values.size() + " times.");
    }
    return values.isEmpty() ? null : values.get(0);
  }

  /** {@code limit}, a whole number from 1 to {@code max}. */
  public long limit(int max, long absent) {
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

  /**
   * One of some values, by its name.
   *
   * @param nameOf the name of a value in the query
   */
  public <E> E choice(String parameter, List<E> values, Function<E, String> nameOf, E absent) {
    E chosen = this.values.choice(parameter, optional(parameter), values, nameOf);
    return chosen == null ? absent : chosen;
  }

  /** {@code precision}, the unit of times that are numbers, or null when their size tells it. */
  public @Nullable EpochUnit precision() {
    return values.precision(optional("precision"));
  }

  /**
   * Microseconds since 1970.
   *
   * @param unit of a number, or null for the one that its size tells
   */
  public long time(String name, @Nullable EpochUnit unit, long absent) {
    return values.time(name, optional(name), unit, absent);
  }

  /**
   * The position in {@code cursor}, or null for the first page.
   *
   * @param open the position in a cursor of this query, or null when it is none
   * @param same the other parameters that the query has to keep, or nothing if it has none
   */
  public <P> @Nullable P position(Function<String, @Nullable P> open, String same) {
    String cursor = optional("cursor");
    if (cursor == null) {
      return null;
    }
    P position = open.apply(cursor);
    // With another mistake the query is not the one that the cursor belongs to.
    if (position == null && mistakes.isEmpty()) {
      reject(
          "cursor",
          "It is not a cursor of this query. Use `next` of the previous page unchanged"
              + (same.isEmpty() ? "." : ", with the same " + same + "."));
    }
    return position;
  }

  private static String alternatives(List<String> known) {
    return known.isEmpty() ? "." : "; known are " + String.join(", ", known) + ".";
  }

  /** The request, if nothing is wrong. */
  public <T> Parsed<T> finish(Supplier<T> request) {
    return mistakes.isEmpty()
        ? new Parsed.Accepted<>(request.get())
        : new Parsed.Rejected<>(mistakes.problem(ProblemType.INVALID_PARAMETER));
  }
}
