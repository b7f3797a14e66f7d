package dev.tidewire.ingest.format;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The type of a body, in lower case.
 *
 * @param name such as {@code text/csv}
 * @param parameters values without their quotes; of one given twice both values, joined by a comma
 */
public record MediaType(String name, Map<String, String> parameters) {
  /** Reads a {@code Content-Type}; what is none becomes a name that no format has. */
  public static MediaType of(String contentType) {
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
    if (parts.length == 1) {
      return new MediaType(parts[0].trim(), Map.of());
    }
    Map<String, String> parameters = new HashMap<>();
    for (int i = 1; i < parts.length; i++) {
      String[] parameter = parts[i].split("=", 2);
      String value = parameter.length == 2 ? parameter[1].trim().replace("\"", "") : "";
      parameters.merge(parameter[0].trim(), value, (first, second) -> first + "," + second);
    }
    return new MediaType(parts[0].trim(), parameters);
  }

  /** The value of a parameter, or {@code otherwise} where it is not given. */
  public String parameter(String name, String otherwise) {
    return parameters.getOrDefault(name, otherwise);
  }
}
