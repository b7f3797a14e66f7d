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
 * @param type of the body
 */
record Endpoint(
    Service service,
    String id,
    String scope,
    String method,
    String path,
    String type,
    String body) {
  private static final String SENSOR = "lyon/1";

  private static final String LINE = "m,sensor=%s value=1".formatted(SENSOR);

  private static final String METRIC =
      """
      {"resourceMetrics":[{"scopeMetrics":[{"metrics":[
       {"name":"%s","gauge":{"dataPoints":[{"asInt":1}]}}]}]}]}
      """
          .formatted(SENSOR);

  private static final String EMPTY_SNAPPY = "\u0000";

  private static final String ORDER = "{\"filter\":{},\"who\":\"somebody\",\"dryRun\":true}";

  /** Of each operation that needs more than its path: parameters, and a body. */
  private static final Map<String, List<String>> REQUESTS =
      Map.ofEntries(
          Map.entry("remoteWrite", List.of("", EMPTY_SNAPPY, "application/x-protobuf")),
          Map.entry("exportMetrics", List.of("", METRIC)),
          Map.entry("writeInfluxV1", List.of("", LINE)),
          Map.entry("writeInfluxV2", List.of("", LINE)),
          Map.entry("writeInfluxV3", List.of("", LINE)),
          Map.entry("queryInflux", List.of("?q=SHOW%20DATABASES", "")),
          Map.entry("queryInfluxByForm", List.of("", "q=SHOW+DATABASES")),
          Map.entry(
              "sendReadings", List.of("", "{\"sensor\":\"%s\",\"value\":1}".formatted(SENSOR))),
          Map.entry("pushReadings", List.of("?value=1&sensor=" + SENSOR, "")),
          Map.entry("readings", List.of("?sensor=" + SENSOR, "")),
          Map.entry("latest", List.of("?sensor=" + SENSOR, "")),
          Map.entry("redrive", List.of("", ORDER)),
          Map.entry("discard", List.of("", ORDER)));

  /**
   * All that a service describes.
   *
   * @param token of readings that were accepted
   */
  static List<Endpoint> of(Service service, String token) {
    try {
      JsonNode document =
          new ObjectMapper().readTree(service.management().get("/q/openapi?format=json").body());
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
                                      path.getKey().replace("{token}", token),
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
    String own = described.at("/security/0/key/0").asText(scope);
    String type = request.size() > 2 ? request.get(2) : "application/json";
    return new Endpoint(service, id, own, method, known + request.get(0), type, request.get(1));
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
    Stream<String> typed = body.isEmpty() ? Stream.of() : Stream.of("Content-Type", type);
    return service
        .http()
        .post(written, bytes, Stream.concat(typed, Stream.of(headers)).toArray(String[]::new));
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
