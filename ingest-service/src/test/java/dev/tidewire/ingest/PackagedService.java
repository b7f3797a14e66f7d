package dev.tidewire.ingest;

import static org.awaitility.Awaitility.await;

import dev.tidewire.local.TestStack;
import dev.tidewire.local.machine.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The packaged service, in a process and a heap of its own. */
public final class PackagedService implements AutoCloseable {
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);

  private final Process process;
  private final Path log;
  private final URI uri;
  private final URI management;

  private PackagedService(Process process, Path log, URI uri, URI management) {
    this.process = process;
    this.log = log;
    this.uri = uri;
    this.management = management;
  }

  /** Starts it with 128 MiB of heap and these system properties. */
  public static PackagedService start(String... properties) throws IOException {
    int port = Ports.free();
    int management = Ports.free();
    Path log = Files.createTempFile("tidewire-ingest", ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx128m");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-Dquarkus.http.host=127.0.0.1");
    command.add("-Dquarkus.http.port=" + port);
    command.add("-Dquarkus.management.host=127.0.0.1");
    command.add("-Dquarkus.management.port=" + management);
    command.add("-Dkafka.bootstrap.servers=" + TestStack.shared().kafkaBootstrapServers());
    for (String property : properties) {
      command.add("-D" + property);
    }
    command.add("-jar");
    command.add(Path.of("target", "quarkus-app", "quarkus-run.jar").toString());
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new PackagedService(process, log, local(port), local(management));
  }

  private static URI local(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Returns when it is ready. */
  public PackagedService awaitReady() {
    await()
        .atMost(STARTS_WITHIN)
        .ignoreExceptions()
        .until(() -> client().ask("/q/health/ready").statusCode() == 200);
    return this;
  }

  /** A client of it. */
  public ReadingsClient client() {
    return new ReadingsClient(readings(), management);
  }

  URI readings() {
    return uri.resolve("/v1/readings");
  }

  Process process() {
    return process;
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    Files.delete(log);
  }
}
