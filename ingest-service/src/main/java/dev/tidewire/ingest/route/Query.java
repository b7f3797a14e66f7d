package dev.tidewire.ingest.route;

import dev.tidewire.ingest.format.Parameter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the query of a URL, strictly: what is not understood is refused. */
final class Query {
  private static final char REPLACEMENT = '\uFFFD';

  private final List<Parameter> known;
  private final Map<String, String> given = new HashMap<>();

  /**
   * @param known the parameters that are understood
   */
  Query(List<Parameter> known) {
    this.known = known;
  }

  /** The values of the parameters read so far, by name. */
  Map<String, String> given() {
    return given;
  }

  /**
   * Reads a query as written in the URL, without the question mark.
   *
   * @return what is wrong with it, or null
   */
  @Nullable String read(String query) {
    for (String parameter : query.split("&", -1)) {
      String detail = parameter.isEmpty() ? null : readOne(parameter);
      if (detail != null) {
        return detail;
      }
    }
    return null;
  }

  private @Nullable String readOne(String parameter) {
    int equals = parameter.indexOf('=');
    String name = decode(equals < 0 ? parameter : parameter.substring(0, equals));
    String value = decode(equals < 0 ? "" : parameter.substring(equals + 1));
    if (name == null || value == null) {
      return "The query is not percent-encoded UTF-8 at \"%s\".".formatted(parameter);
    }
    String violation = check(name, value);
    if (violation == null && given.put(name, value) != null) {
      violation = "%s is given twice".formatted(name);
    }
    return violation == null ? null : "In the query: " + violation + ".";
  }

  private @Nullable String check(String name, String value) {
    for (Parameter parameter : known) {
      if (parameter.name().equals(name)) {
        return parameter.check().apply(value);
      }
    }
    return "unknown parameter \"%s\"; known are %s"
        .formatted(name, Words.list(known.stream().map(Parameter::name).toList()));
  }

  private static @Nullable String decode(String encoded) {
    try {
      String decoded = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
      return decoded.indexOf(REPLACEMENT) < 0 ? decoded : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
