package dev.tidewire.e2e.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.local.machine.FileTrees;
import dev.tidewire.local.machine.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code deploy/local/up}, as its users run it, from its start to Ctrl-C. */
class UpIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Path ROOT = Path.of(System.getProperty("tidewire.root"));

  private final Path folder = Files.createTempDirectory("tidewire-up-");
  private final Path screen = folder.resolve("screen");
  private final Map<String, String> ports = freePorts();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Process up = start();

  UpIT() throws IOException {}

  @Test
  void aReadingIsReadBack_andCtrlCStopsEveryProcess() throws Exception {
    // Given
    await().atMost(PATIENCE).until(() -> Files.readString(screen).endsWith("Tidewire is up\n"));
    List<ProcessHandle> processes = up.descendants().toList();
    String reading = "{\"sensor\":\"boiler-7\",\"metric\":\"temperature\",\"value\":71.3}";

    // When
    HttpResponse<String> stored =
        send(request("INGEST", "/v1/readings").POST(BodyPublishers.ofString(reading)));

    // Then
    assertThat(stored.statusCode()).as(stored.body()).isEqualTo(202);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(send(request("QUERY", "/v1/latest?sensor=boiler-7")).body())
                    .contains("71.3"));

    // When
    up.destroy();

    // Then
    assertThat(up.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(up.exitValue()).as(Files.readString(screen)).isZero();
    assertThat(processes).hasSizeGreaterThanOrEqualTo(6).noneMatch(ProcessHandle::isAlive);
  }

  @AfterEach
  void leaveNothing() throws IOException {
    up.descendants().forEach(ProcessHandle::destroyForcibly);
    up.destroyForcibly();
    FileTrees.delete(folder);
  }

  private Process start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            ROOT.resolve("deploy/local/up").toString(),
            "--packaged",
            "--data",
            folder.resolve("data").toString());
    builder.environment().putAll(ports);
    return builder.redirectErrorStream(true).redirectOutput(screen.toFile()).start();
  }

  private static Map<String, String> freePorts() throws IOException {
    Map<String, String> ports = new TreeMap<>();
    for (String user : List.of("INGEST", "PROCESSING", "QUERY", "KAFKA", "POSTGRES")) {
      ports.put("TIDEWIRE_" + user + "_PORT", String.valueOf(Ports.free()));
    }
    return ports;
  }

  private HttpRequest.Builder request(String service, String path) {
    String port = ports.get("TIDEWIRE_" + service + "_PORT");
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Content-Type", "application/json")
        .timeout(PATIENCE);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
