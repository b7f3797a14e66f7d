package dev.tidewire.local.importer;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Sends requests to ingest, again and again while it has no room or cannot be reached. */
final class Ingest {
  private static final Set<Integer> LATER = Set.of(408, 429, 500, 502, 503, 504);
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final Duration PATIENCE = Duration.ofHours(1);
  private static final long LONGEST_PAUSE = 60;

  private final HttpClient client;
  private final URI url;
  private final Optional<Path> authority;
  private final String key;
  private final String type;
  private final PrintStream out;
  private final Pause pause;

  /** Waits some seconds. */
  interface Pause {
    void seconds(long seconds) throws InterruptedException;
  }

  Ingest(HttpClient client, Options options, PrintStream out, Pause pause) {
    this.client = client;
    this.url = options.url();
    this.authority = options.authority();
    this.key = options.key();
    this.type = "text/csv; charset=" + options.charset();
    this.out = out;
    this.pause = pause;
  }

  static Ingest of(Options options, PrintStream out) throws ImportException, IOException {
    HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10));
    if (options.authority().isPresent()) {
      client.sslContext(Trust.of(options.authority().get()));
    }
    return new Ingest(
        client.build(),
        options,
        out,
        seconds -> Thread.sleep(Duration.ofSeconds(seconds).toMillis()));
  }

  /** The parameters as a query. */
  static String query(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** Posts a body until it gets an answer that another attempt would not change. */
  Answer post(String query, byte[] body) throws ImportException, InterruptedException {
    String reason = "";
    long waited = 0;
    for (int attempt = 0; waited < PATIENCE.toSeconds(); attempt++) {
      long wait = Math.min(LONGEST_PAUSE, 1L << Math.min(attempt, 5));
      try {
        HttpResponse<String> response =
            client.send(request(query, body), HttpResponse.BodyHandlers.ofString());
        Answer answer = new Answer(response.statusCode(), Json.object(response.body()));
        if (!isForLater(response)) {
          return answer;
        }
        reason = response.statusCode() + ": " + answer.detail();
        wait = Math.min(LONGEST_PAUSE, retryAfter(response, wait));
      } catch (IOException e) {
        Optional<String> mistake = TlsMistake.of(e, url, authority);
        if (mistake.isPresent()) {
          throw new ImportException(mistake.get());
        }
        reason = url + " cannot be reached: " + (e.getMessage() == null ? e : e.getMessage());
      }
      if (attempt == 0) {
        out.println("\nIngest does not take more now; this waits for it. " + reason);
      }
      pause.seconds(wait);
      waited += Math.max(1, wait);
    }
    throw new ImportException(
        "Gave up after an hour: %s. The same command goes on from here.".formatted(reason));
  }

  /** Also where ingest refuses some sensors until later: all is sent again then. */
  private static boolean isForLater(HttpResponse<?> response) {
    return LATER.contains(response.statusCode())
        || response.statusCode() == 207 && response.headers().firstValue("Retry-After").isPresent();
  }

  private HttpRequest request(String query, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + "/v1/readings?" + query))
            .timeout(TIMEOUT)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    return request.build();
  }

  private static long retryAfter(HttpResponse<?> response, long otherwise) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("\\d{1,6}"))
        .map(Long::parseLong)
        .orElse(otherwise);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
