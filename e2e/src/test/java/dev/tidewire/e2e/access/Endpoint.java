package dev.tidewire.e2e.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidewire.e2e.stack.Answer;
import dev.tidewire.e2e.stack.Service;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An operation as the OpenAPI document of a service describes it, with a request that it accepts.
 *
 * @param id its {@code operationId}
 * @param scope that the document names
 * @param path with values for its parameters
 */
record Endpoint(Service service, String id, String scope, String method, String path, String body) {
  private static final String SENSOR = "lyon/1";

  private static final String ORDER = "{\"filter\":{},\"who\":\"somebody\",\"dryRun\":true}";

  /** Of each operation that needs more than its path: parameters, and a body. */
  private static final Map<String, List<String>> REQUESTS =
      Map.of(
          "sendReadings", List.of("", "{\"sensor\":\"%s\",\"value\":1}".formatted(SENSOR)),
          "readings", List.of("?sensor=" + SENSOR, ""),
          "latest", List.of("?sensor=" + SENSOR, ""),
          "redrive", List.of("", ORDER),
          "discard", List.of("", ORDER));

  /** All that a service describes. */
  static List<Endpoint> of(Service service) {
    try {
      JsonNode document =
          new ObjectMapper().readTree(service.http().get("/q/openapi?format=json").body());
      JsonNode paths = document.get("paths");
      String scope = document.at("/security/0/key/0").asText();
      List<Endpoint> all = new ArrayList<>();
      paths
          .fields()
          .forEachRemaining(
              path ->
                  path.getValue()
                      .fields()
                      .forEachRemaining(
                          method ->
                              all.add(
                                  of(
                                      service,
                                      scope,
                                      path.getKey(),
                                      method.getKey(),
                                      method.getValue()))));
      return all.stream().filter(endpoint -> !endpoint.id.isEmpty()).toList();
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static Endpoint of(
      Service service, String scope, String path, String method, JsonNode described) {
    String id = described.path("operationId").asText();
    List<String> request = REQUESTS.getOrDefault(id, List.of("", ""));
    String known = path.replace("{sensor}", SENSOR).replaceAll("\\{id}", "1");
    return new Endpoint(service, id, scope, method, known + request.get(0), request.get(1));
  }

  Answer ask(String... headers) {
    return askAt(path, headers);
  }

  /** As {@link #ask}, at a path that is written in another way. */
  Answer askAt(String written, String... headers) {
    if (method.equals("get")) {
      return service.http().get(written, headers);
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Stream<String> type =
        body.isEmpty() ? Stream.of() : Stream.of("Content-Type", "application/json");
    return service
        .http()
        .post(written, bytes, Stream.concat(type, Stream.of(headers)).toArray(String[]::new));
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
