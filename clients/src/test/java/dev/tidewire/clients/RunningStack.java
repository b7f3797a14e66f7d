package dev.tidewire.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What {@code deploy/local/up} starts, on free ports, for all tests of this JVM. */
final class RunningStack {
  private static final List<String> PORTS =
      List.of(
          "INGEST",
          "PROCESSING",
          "QUERY",
          "KAFKA",
          "POSTGRES",
          "INGEST_MANAGEMENT",
          "PROCESSING_MANAGEMENT",
          "QUERY_MANAGEMENT");

  private static final Pattern READING =
      Pattern.compile("\"time\":\"([^\"]+)\",\"value\":([^,}]+)");

  private static final String READY = "Tidewire is up";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long STOP_SECONDS = 60;

  private static RunningStack shared;

  private final Map<String, String> environment;
  private final Process up;
  private final HttpClient http = HttpClient.newHttpClient();

  private RunningStack() {
    try {
      environment = freePorts();
      Path data = Files.createTempDirectory("tidewire-clients");
      Path script = Path.of("..", "deploy", "local", "up").toRealPath();
      ProcessBuilder builder =
          new ProcessBuilder(script.toString(), "--packaged", "--data", data.toString())
              .redirectErrorStream(true);
      builder.environment().putAll(environment);
      up = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(up, data)));
      awaitReady(up);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static synchronized RunningStack shared() {
    if (shared == null) {
      shared = new RunningStack();
    }
    return shared;
  }

  /** Where clients write. */
  String ingest() {
    return "http://127.0.0.1:" + ingestPort();
  }

  int ingestPort() {
    return Integer.parseInt(environment.get("TIDEWIRE_INGEST_PORT"));
  }

  /** Runs something while Kafka does nothing at all. */
  void whileKafkaIsFrozen(Runnable something) {
    signalKafka("STOP");
    try {
      something.run();
    } finally {
      signalKafka("CONT");
    }
  }

  private void signalKafka(String signal) {
    long pid =
        up.descendants()
            .filter(process -> process.info().commandLine().orElse("").contains("BrokerMain"))
            .findFirst()
            .orElseThrow()
            .pid();
    try {
      int status = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
      assertThat(status).isZero();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What query answers, whatever the status is. */
  String query(String pathAndQuery) {
    String port = environment.get("TIDEWIRE_QUERY_PORT");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + pathAndQuery)).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits until the latest value of a series is this. */
  void awaitValue(String sensor, String metric, String value) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(query("/v1/latest?sensor=" + encoded(sensor)))
                    .contains(
                        "\"metric\":\"%s\"".formatted(metric.replace("\"", "\\\"")),
                        "\"value\":" + value));
  }

  /** Waits until the readings of a series are these. */
  void awaitReadings(String sensor, String metric, Reading... readings) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(readings(sensor, metric)).containsExactly(readings));
  }

  /** Waits until the values of a series are these, of whatever times. */
  void awaitValues(String sensor, String metric, Double... values) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(readings(sensor, metric))
                    .extracting(Reading::value)
                    .containsExactly(values));
  }

  /** The readings of a series, in the order of their times. */
  List<Reading> readings(String sensor, String metric) {
    String answer = query("/v1/readings?sensor=" + encoded(sensor) + "&metric=" + encoded(metric));
    return READING
        .matcher(answer)
        .results()
        .map(it -> new Reading(Instant.parse(it.group(1)), Double.parseDouble(it.group(2))))
        .toList();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Map<String, String> freePorts() throws IOException {
    Map<String, String> ports = new HashMap<>();
    List<ServerSocket> held = new ArrayList<>();
    for (String name : PORTS) {
      ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
      held.add(socket);
      ports.put("TIDEWIRE_" + name + "_PORT", Integer.toString(socket.getLocalPort()));
    }
    for (ServerSocket socket : held) {
      socket.close();
    }
    return ports;
  }

  private static void awaitReady(Process process) throws IOException {
    List<String> told = new ArrayList<>();
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      told.add(line);
      if (line.contains(READY)) {
        Thread rest = new Thread(() -> lines.lines().forEach(ignored -> {}));
        rest.setDaemon(true);
        rest.start();
        return;
      }
    }
    throw new IOException("the local stack did not start:\n" + String.join("\n", told));
  }

  private static void stop(Process process, Path data) {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      try (Stream<Path> files = Files.walk(data)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    } catch (IOException | InterruptedException e) {
      System.err.println("The stack of the clients' tests did not end well: " + e);
    }
  }
}
