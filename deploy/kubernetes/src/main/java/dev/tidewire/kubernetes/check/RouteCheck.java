package dev.tidewire.kubernetes.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidewire.kubernetes.Manifest;
import dev.tidewire.kubernetes.Rendering;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Requests from outside come to the service that answers them. */
final class RouteCheck implements Check {
  /** A request and who has to get it; nobody when empty. */
  private record Request(String method, String path, String service) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  private record Match(JsonNode match, String service) {
    boolean takes(Request request) {
      String value = match.at("/path/value").asText();
      boolean exact = match.at("/path/type").asText().equals("Exact");
      String folder = value.endsWith("/") ? value : value + "/";
      boolean path = request.path().equals(value) || (!exact && request.path().startsWith(folder));
      return path
          && (!match.has("method") || match.path("method").asText().equals(request.method()));
    }

    /**
     * The Gateway API's order: exact before prefix, long before short, with a method before
     * without.
     */
    private static final Comparator<Match> PRECEDENCE =
        Comparator.comparing((Match it) -> it.match.at("/path/type").asText().equals("Exact"))
            .thenComparing(it -> it.match.at("/path/value").asText().length())
            .thenComparing(it -> it.match.has("method"));
  }

  private static final List<Request> REQUESTS =
      List.of(
          new Request("POST", "/v1/readings", "tidewire-ingest"),
          new Request("GET", "/v1/readings", "tidewire-query"),
          new Request("GET", "/v1/latest", "tidewire-query"),
          new Request("GET", "/v1/sensors/boiler-7", "tidewire-query"),
          new Request("GET", "/v1/dead-letters", "tidewire-processing"),
          new Request("POST", "/v1/dead-letters/redrive", "tidewire-processing"),
          new Request("GET", "/v1/pipeline", "tidewire-processing"),
          new Request("GET", "/q/metrics", ""),
          new Request("GET", "/q/health/live", ""));

  @Override
  public Stream<Finding> findings(Rendering rendering) {
    return rendering
        .ofKind("HTTPRoute")
        .flatMap(route -> REQUESTS.stream().flatMap(request -> ofRequest(route, request)));
  }

  private static Stream<Finding> ofRequest(Manifest route, Request request) {
    Optional<Match> match = matches(route).filter(it -> it.takes(request)).max(Match.PRECEDENCE);
    String service = match.map(Match::service).orElse("");
    return service.equals(request.service())
        ? Stream.empty()
        : Stream.of(new Finding(route.id(), "sends %s to `%s`".formatted(request, service)));
  }

  private static Stream<Match> matches(Manifest route) {
    return route
        .items("/spec/rules")
        .flatMap(
            rule ->
                Manifest.items(rule.path("matches"))
                    .map(it -> new Match(it, rule.at("/backendRefs/0/name").asText())));
  }
}
