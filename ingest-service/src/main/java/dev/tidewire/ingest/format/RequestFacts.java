package dev.tidewire.ingest.format;

import java.util.HashMap;
import java.util.Map;

/**
 * What a request says apart from its body.
 *
 * @param path of the route
 * @param headers by name in lower case, without credentials; of one that is repeated all values,
 *     joined by commas
 * @param parameters of the query, decoded; only ones that the route knows, with values that passed
 *     their checks
 * @param receivedMicros when the head of the request arrived, in microseconds since 1970
 * @param isRepeatable whether the same request may be read again, and must then say the same
 */
public record RequestFacts(
    String path,
    Map<String, String> headers,
    Map<String, String> parameters,
    long receivedMicros,
    boolean isRepeatable) {
  /** Of a request that is read once. */
  public RequestFacts(
      String path,
      Map<String, String> headers,
      Map<String, String> parameters,
      long receivedMicros) {
    this(path, headers, parameters, receivedMicros, false);
  }

  /** The {@code Content-Type}, or empty. */
  public String contentType() {
    return headers.getOrDefault("content-type", "");
  }

  /** The value of a query parameter, or {@code otherwise} where it is not given. */
  public String parameter(Parameter parameter, String otherwise) {
    return parameters.getOrDefault(parameter.name(), otherwise);
  }

  /** The same, of a repetition of what was received first at this time. */
  public RequestFacts receivedAt(long micros) {
    return new RequestFacts(path, headers, parameters, micros, true);
  }

  /** The same with values for parameters that are not given. */
  public RequestFacts withDefaults(Map<String, String> defaults) {
    if (defaults.isEmpty()) {
      return this;
    }
    Map<String, String> all = new HashMap<>(defaults);
    all.putAll(parameters);
    return new RequestFacts(path, headers, all, receivedMicros, isRepeatable);
  }
}
