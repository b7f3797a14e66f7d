package dev.tidewire.ingest.route;

import dev.tidewire.ingest.format.Parameter;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.query.Parsed;
import dev.tidewire.platform.query.QueryReader;
import dev.tidewire.platform.text.PercentText;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the query of a URL, strictly: what is not understood is refused. */
final class Query {
  private Query() {}

  /**
   * The values of the parameters that are given, by name.
   *
   * @param query as written in the URL, without the question mark
   * @param known the parameters that are understood
   * @param takesOthers whether others are taken as they are
   */
  static Parsed<Map<String, String>> read(
      @Nullable String query, List<Parameter> known, boolean takesOthers) {
    if (query == null) {
      return new Parsed.Accepted<>(Map.of());
    }
    Map<String, List<String>> given = new HashMap<>();
    for (String parameter : query.split("&", -1)) {
      if (!parameter.isEmpty() && !add(parameter, given)) {
        String detail = "The query is not percent-encoded UTF-8 at \"%s\".".formatted(parameter);
        return new Parsed.Rejected<>(Problem.of(ProblemType.INVALID_PARAMETER, detail));
      }
    }
    if (takesOthers) {
      List<Parameter> all = new ArrayList<>(known);
      given.keySet().stream()
          .filter(name -> known.stream().noneMatch(parameter -> parameter.name().equals(name)))
          .forEach(name -> all.add(new Parameter(name, value -> null)));
      return check(given, all);
    }
    return check(given, known);
  }

  private static Parsed<Map<String, String>> check(
      Map<String, List<String>> given, List<Parameter> known) {
    QueryReader in = new QueryReader(given, known.stream().map(Parameter::name).toList());
    Map<String, String> values = new HashMap<>();
    for (Parameter parameter : known) {
      String value = in.optional(parameter.name());
      if (value != null) {
        values.put(parameter.name(), value);
        String violation = parameter.check().apply(value);
        if (violation != null) {
          in.reject(parameter.name(), ItemError.sentence(violation));
        }
      }
    }
    return in.finish(() -> values);
  }

  /** Adds a parameter, or tells that it cannot be decoded. */
  private static boolean add(String parameter, Map<String, List<String>> given) {
    if (!PercentText.isWellFormed(parameter)) {
      return false;
    }
    int equals = parameter.indexOf('=');
    String name = decode(equals < 0 ? parameter : parameter.substring(0, equals));
    String value = decode(equals < 0 ? "" : parameter.substring(equals + 1));
    given.computeIfAbsent(name, first -> new ArrayList<>(1)).add(value);
    return true;
  }

  private static String decode(String encoded) {
    return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
  }
}
