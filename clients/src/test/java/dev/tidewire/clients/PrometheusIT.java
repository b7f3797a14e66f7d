package dev.tidewire.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus itself scrapes and writes what it has scraped. */
class PrometheusIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final String UP = "up{job=\"itself\"}";
  private static final Pattern SAMPLE = Pattern.compile("\\[([0-9.]+),\"([^\"]+)\"]");
  private static final Pattern RETRIED =
      Pattern.compile("(?m)^prometheus_remote_storage_samples_retried_total\\{.*} [1-9]");

  @TempDir private Path folder;

  private final RunningStack stack = RunningStack.shared();
  private final HttpClient http = HttpClient.newHttpClient();
  private String itself = "";

  @Test
  void whatItScrapesIsStored() throws IOException {
    assumeTrue(isInstalled(), "prometheus is not installed (Debian: apt-get install prometheus)");
    try (Program prometheus = start()) {
      stack.awaitValue(itself, UP, "1");
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  stack
                      .query("/v1/sensors/" + itself)
                      .contains("prometheus_http_requests_total{code="));
      assertThat(prometheus.printed()).doesNotContain("level=error");
    }
  }

  /** What it sends again after a 503 may have been accepted the first time. */
  @Test
  @Installed
  void whatItSendsAgain_isThereOnce() throws IOException {
    try (Program prometheus = start()) {
      // Given
      stack.awaitValue(itself, UP, "1");

      // When
      stack.whileKafkaIsFrozen(
          () ->
              await()
                  .alias("a batch that is sent again")
                  .atMost(PATIENCE)
                  .until(() -> RETRIED.matcher(get("/metrics")).find()));
      Instant end = Instant.now();

      // Then
      List<Reading> scraped = scraped(end);
      assertThat(scraped).hasSizeGreaterThan(2);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(stack.readings(itself, UP))
                      .filteredOn(it -> !it.time().isAfter(end))
                      .isEqualTo(scraped));
    }
  }

  private Program start() throws IOException {
    itself = "127.0.0.1:" + freePort();
    Path settings =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global: {scrape_interval: 1s}
            scrape_configs:
              - job_name: itself
                static_configs: [{targets: ['%s']}]
            """
                    .formatted(itself)
                + Documented.block("yaml", "remote_write", stack, "none"));
    return Program.start(
        folder,
        "prometheus",
        "--config.file=" + settings,
        "--storage.tsdb.path=" + folder.resolve("data"),
        "--web.listen-address=" + itself);
  }

  /** What it knows itself of its scrapes, until then. */
  private List<Reading> scraped(Instant end) {
    String samples = get("/api/v1/query?query=up%5B1h%5D&time=" + end);
    return SAMPLE
        .matcher(samples)
        .results()
        .map(
            it ->
                new Reading(
                    Instant.ofEpochMilli(Math.round(Double.parseDouble(it.group(1)) * 1_000)),
                    Double.parseDouble(it.group(2))))
        .toList();
  }

  private String get(String path) {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + itself + path)).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isInstalled() {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "prometheus")));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
