package dev.tidewire.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Map;

/** What a browser asks a service before a page of another origin may use it. */
public final class Cors {
  public static final String ORIGIN = "https://dashboard.example.org";
  private static final String OTHER_ORIGIN = "https://other.example.org";

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI resource;

  /** Asks for a resource of the service. */
  public Cors(URI resource) {
    this.resource = resource;
  }

  /** The configuration under which a service allows the origin. */
  public static Map<String, String> configuration() {
    return Map.of("quarkus.http.cors.enabled", "true", "quarkus.http.cors.origins", ORIGIN);
  }

  /** Asserts that a page may use the method, but no other one, and no page of another origin. */
  public void assertAllowed(String method) throws IOException, InterruptedException {
    HttpResponse<String> allowed = preflight(ORIGIN, method);
    assertThat(allowed.statusCode()).isEqualTo(200);
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).hasValue(ORIGIN);
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
        .contains(method);
    assertThat(
            preflight(ORIGIN, "PATCH")
                .headers()
                .firstValue("Access-Control-Allow-Methods")
                .orElse(""))
        .doesNotContain("PATCH");
    assertThat(plain(ORIGIN, method).headers().firstValue("Access-Control-Allow-Origin"))
        .hasValue(ORIGIN);
    assertRefused(preflight(OTHER_ORIGIN, method));
    assertRefused(plain(OTHER_ORIGIN, method));
  }

  /** Asserts that a body that does not end costs a page of another origin its stream. */
  public void assertAnEndlessBodyEndsOnlyItsStream() throws Exception {
    try (Http2Refusals client = new Http2Refusals(resource, false)) {
      client.assertAnEndlessBodyEndsOnlyItsStream(
          resource.getPath(), Map.of("Origin", OTHER_ORIGIN), 403);
    }
  }

  private static void assertRefused(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    Refused.assertProblem(answer.body(), 403, "refused");
    assertThat(answer.headers().map().keySet())
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
  }

  /** Asserts that pages of other origins may do nothing, as it is without configuration. */
  public void assertOff(String method) throws IOException, InterruptedException {
    assertThat(preflight(ORIGIN, method).headers().map())
        .doesNotContainKey("access-control-allow-origin");
  }

  private HttpResponse<String> preflight(String origin, String method)
      throws IOException, InterruptedException {
    return send(request(origin, "OPTIONS").header("Access-Control-Request-Method", method));
  }

  private HttpResponse<String> plain(String origin, String method)
      throws IOException, InterruptedException {
    return send(request(origin, method));
  }

  private HttpRequest.Builder request(String origin, String method) {
    return HttpRequest.newBuilder(resource)
        .version(HttpClient.Version.HTTP_1_1)
        .method(method, BodyPublishers.noBody())
        .header("Origin", origin);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
