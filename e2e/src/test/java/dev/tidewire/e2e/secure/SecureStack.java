package dev.tidewire.e2e.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.local.machine.FileTrees;
import dev.tidewire.local.machine.Ports;
import dev.tidewire.local.process.ChildProcess;
import dev.tidewire.local.process.ProcessSpec;
import dev.tidewire.local.process.StopSignal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code deploy/local/up --secure}, and how its users reach it. */
final class SecureStack implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(15);

  private final Path folder = Files.createTempDirectory("tidewire-secure-");
  private final Map<String, Integer> ports =
      Map.of(
          "INGEST", Ports.free(),
          "PROCESSING", Ports.free(),
          "QUERY", Ports.free(),
          "KAFKA", Ports.free(),
          "POSTGRES", Ports.free(),
          "INGEST_MANAGEMENT", Ports.free(),
          "PROCESSING_MANAGEMENT", Ports.free(),
          "QUERY_MANAGEMENT", Ports.free());
  private final ChildProcess up = ChildProcess.start(spec());

  SecureStack() throws IOException {
    await().atMost(LONGEST_START).until(() -> shown().endsWith("is up\n") || !up.isAlive());
    assertThat(up.isAlive()).as(shown()).isTrue();
  }

  private ProcessSpec spec() {
    Path script = Path.of(System.getProperty("tidewire.root"), "deploy/local/up");
    Map<String, String> environment = new HashMap<>();
    ports.forEach((name, port) -> environment.put("TIDEWIRE_" + name + "_PORT", "" + port));
    return new ProcessSpec(
        "up",
        List.of(script.toString(), "--secure", "--packaged", "--data", data().toString()),
        environment,
        folder.resolve("screen"),
        StopSignal.TERM,
        PATIENCE);
  }

  Path data() {
    return folder.resolve("data");
  }

  Path authority() {
    return data().resolve("tls/ca.crt");
  }

  /** Stops the broker until the result is closed. */
  BrokerProcess stopBroker() throws Exception {
    return new BrokerProcess(ProcessHandle.of(up.pid()).orElseThrow(), ports.get("KAFKA"));
  }

  /** Shows the broker's clients another certificate, while the broker is stopped. */
  Impostor impostor(WrongCertificate certificate) throws IOException {
    return new Impostor(ports.get("KAFKA"), certificate.issue(data()));
  }

  String kafka() {
    return "127.0.0.1:" + ports.get("KAFKA");
  }

  /** The key that the first run shows. */
  String key() throws IOException {
    String screen = shown();
    int start = screen.indexOf("KEY=tw_") + "KEY=".length();
    return screen.substring(start, screen.indexOf('\n', start));
  }

  String shown() throws IOException {
    return Files.readString(up.log());
  }

  /** What a service has written. */
  String log(String service) throws IOException {
    return Files.readString(data().resolve("logs/" + service + ".log"));
  }

  /** An answer over TLS, to the holder of the key. */
  HttpResponse<String> ask(String service, String path, String... body) throws Exception {
    HttpRequest.Builder request = request(service, path);
    if (body.length > 0) {
      request.POST(BodyPublishers.ofString(body[0]));
    }
    return send(request);
  }

  /** Sends readings with an {@code Idempotency-Key}. */
  HttpResponse<String> sendOnce(String key, String body) throws Exception {
    return send(
        request("ingest", "/v1/readings")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String service, String path) throws IOException {
    return HttpRequest.newBuilder(uri("https", service, path))
        .timeout(ANSWERS_WITHIN)
        .header("Authorization", "Bearer " + key())
        .header("Content-Type", "application/json");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newBuilder()
        .sslContext(Trust.in(authority()))
        .build()
        .send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  URI uri(String scheme, String service, String path) {
    return URI.create(
        "%s://localhost:%d%s".formatted(scheme, ports.get(service.toUpperCase(Locale.ROOT)), path));
  }

  @Override
  public void close() throws IOException {
    up.stop();
    up.kill();
    FileTrees.delete(folder);
  }
}
