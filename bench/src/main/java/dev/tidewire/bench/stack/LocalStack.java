package dev.tidewire.bench.stack;

import dev.tidewire.bench.machine.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The stack that {@code deploy/local/up} starts, empty and on ports of its own, until closed. */
public final class LocalStack implements AutoCloseable {
  private static final List<Part> SERVICES = List.of(Part.INGEST, Part.PROCESSING, Part.QUERY);

  private static final List<Part> LISTENING =
      List.of(Part.INGEST, Part.PROCESSING, Part.QUERY, Part.KAFKA, Part.POSTGRES);

  private static final String READY = "Tidewire is up";

  private static final long STOP_SECONDS = 60;

  private final Path checkout;
  private final Path data;
  private final Map<Part, Integer> ports = new EnumMap<>(Part.class);
  private final Map<Part, Integer> managementPorts = new EnumMap<>(Part.class);
  private final Process up;

  /**
   * Starts the stack and returns when it is up.
   *
   * @param data the folder for its data, emptied first
   * @param lines receives what {@code up} prints until it is up
   */
  public LocalStack(Path checkout, Path data, Consumer<String> lines) throws IOException {
    this.checkout = checkout;
    this.data = data;
    List<ServerSocket> held = new ArrayList<>();
    chooseFreePorts(LISTENING, ports, held);
    chooseFreePorts(SERVICES, managementPorts, held);
    for (ServerSocket socket : held) {
      socket.close();
    }
    String script = checkout.resolve("deploy/local/up").toString();
    ProcessBuilder builder =
        new ProcessBuilder(script, "--fresh", "--data", data.toString())
            .directory(checkout.toFile())
            .redirectErrorStream(true);
    ports.forEach(
        (part, port) -> builder.environment().put("TIDEWIRE_" + part + "_PORT", port.toString()));
    managementPorts.forEach(
        (part, port) ->
            builder.environment().put("TIDEWIRE_" + part + "_MANAGEMENT_PORT", port.toString()));
    up = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-stack"));
    awaitReady(up.inputReader(StandardCharsets.UTF_8), lines);
  }

  /**
   * @param held keeps them until all are chosen, so that they differ
   */
  private static void chooseFreePorts(
      List<Part> parts, Map<Part, Integer> chosen, List<ServerSocket> held) throws IOException {
    for (Part part : parts) {
      ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
      held.add(socket);
      chosen.put(part, socket.getLocalPort());
    }
  }

  /** The time-outs are those of {@code up}. */
  private static void awaitReady(BufferedReader out, Consumer<String> lines) throws IOException {
    String line = out.readLine();
    for (; line != null && !line.contains(READY); line = out.readLine()) {
      lines.accept(line);
    }
    if (line == null) {
      throw new IOException("deploy/local/up ended before the stack was up; see its lines above");
    }
    // Keeps its output from filling up.
    Thread drain = new Thread(() -> out.lines().forEach(unread -> {}), "stack-output");
    drain.setDaemon(true);
    drain.start();
  }

  /** Where a service, Kafka or Postgres listens on 127.0.0.1. */
  public int port(Part part) {
    return Objects.requireNonNull(ports.get(part), part.label());
  }

  /** Where the metrics of a service are. */
  public int managementPort(Part service) {
    return Objects.requireNonNull(managementPorts.get(service), service.label());
  }

  /** What is measured. */
  Path checkout() {
    return checkout;
  }

  /** For Kafka clients. */
  public String kafkaBootstrapServers() {
    return "127.0.0.1:" + port(Part.KAFKA);
  }

  /** For the reactive Postgres client. */
  public String postgresUri() {
    return "postgresql://postgres:postgres@127.0.0.1:" + port(Part.POSTGRES) + "/tidewire";
  }

  /** Its processes. */
  public Map<Part, ProcessHandle> processes() {
    return StackProcesses.find(up.toHandle());
  }

  /** The bytes that a topic takes up on the broker's disk, without its indexes. */
  public long topicBytes(String topic) throws IOException {
    try (Stream<Path> files = Files.walk(data.resolve("kafka"))) {
      return files
          .filter(file -> file.toString().matches(".*/" + topic + "-\\d+/[^/]*\\.log"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }

  /** Stops the stack as Ctrl-C would, and kills what is left of it after a minute. */
  @Override
  public void close() {
    List<ProcessHandle> descendants = up.descendants().toList();
    // Through its handle, because Process.destroy would close its output, too.
    up.toHandle().destroy();
    try {
      if (up.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    up.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }
}
