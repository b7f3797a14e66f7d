package dev.tidewire.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus itself scrapes and writes what it has scraped. */
class PrometheusIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir private Path folder;

  private final RunningStack stack = RunningStack.shared();

  @Test
  void whatItScrapesIsStored() throws IOException, InterruptedException {
    assumeTrue(isInstalled(), "prometheus is not installed (Debian: apt-get install prometheus)");
    // Given
    int port = freePort();
    String itself = "127.0.0.1:" + port;
    Path settings =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global: {scrape_interval: 1s}
            scrape_configs:
              - job_name: itself
                static_configs: [{targets: ['%s']}]
            remote_write:
              - url: %s/api/v1/write
            """
                .formatted(itself, stack.ingest()));

    // When
    Process prometheus =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + settings,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=" + itself)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    try {
      // Then
      stack.awaitValue(itself, "up{job=\"itself\"}", "1");
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  stack
                      .query("/v1/sensors/" + itself)
                      .contains("prometheus_http_requests_total{code="));
    } finally {
      prometheus.destroy();
      prometheus.waitFor(10, TimeUnit.SECONDS);
    }
    try (Stream<String> log = Files.lines(folder.resolve("log"))) {
      List<String> errors = log.filter(line -> line.contains("level=error")).toList();
      assertThat(errors).isEmpty();
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
