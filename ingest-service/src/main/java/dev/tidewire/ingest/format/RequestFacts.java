package dev.tidewire.ingest.format;

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
 */
public record RequestFacts(
    String path, Map<String, String> headers, Map<String, String> parameters, long receivedMicros) {
  /** The value of a query parameter, or {@code otherwise} where it is not given. */
  public String parameter(Parameter parameter, String otherwise) {
    return parameters.getOrDefault(parameter.name(), otherwise);
  }
}
