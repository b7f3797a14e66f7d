package dev.tidewire.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** Requests from outside come to the service that answers them. */
final class Routes {
  /** Requests and who has to get them; nobody when empty. */
  private static final Map<String, String> REQUESTS =
      new TreeMap<>(
          Map.of(
              "POST /v1/readings", "tidewire-ingest",
              "GET /v1/readings", "tidewire-query",
              "GET /v1/latest", "tidewire-query",
              "GET /v1/sensors/boiler-7", "tidewire-query",
              "GET /v1/dead-letters", "tidewire-processing",
              "POST /v1/dead-letters/redrive", "tidewire-processing",
              "GET /v1/pipeline", "tidewire-processing",
              "POST /v1/store/merge", "tidewire-processing",
              "GET /q/metrics", "",
              "GET /q/health/live", ""));

  private Routes() {}

  static void check(Overlay overlay, Faults faults) {
    for (Manifest route : overlay.ofKind("HTTPRoute")) {
      for (String request : REQUESTS.keySet()) {
        String service = service(route, request);
        boolean right = service.equals(REQUESTS.get(request));
        faults.unless(right, route.id(), "sends %s to `%s`", request, service);
      }
    }
  }

  private static String service(Manifest route, String request) {
    String service = "";
    int best = 0;
    for (JsonNode rule : route.at("/spec/rules")) {
      for (JsonNode match : rule.path("matches")) {
        int precedence = takes(match, request) ? precedence(match) : 0;
        if (precedence > best) {
          best = precedence;
          service = rule.at("/backendRefs/0/name").asText();
        }
      }
    }
    return service;
  }

  private static boolean takes(JsonNode match, String request) {
    String[] words = request.split(" ");
    String value = match.at("/path/value").asText();
    String folder = value.endsWith("/") ? value : value + "/";
    return (words[1].equals(value) || (!isExact(match) && words[1].startsWith(folder)))
        && match.path("method").asText(words[0]).equals(words[0]);
  }

  /** The Gateway API's: exact before prefix, long before short, with a method before without. */
  private static int precedence(JsonNode match) {
    int length = match.at("/path/value").asText().length();
    return (isExact(match) ? 10_000 : 0) + 2 * length + (match.has("method") ? 1 : 0);
  }

  private static boolean isExact(JsonNode match) {
    return match.at("/path/type").asText().equals("Exact");
  }
}
