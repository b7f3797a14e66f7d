package dev.tidewire.e2e.stack;

import dev.tidewire.local.Postgres;
import dev.tidewire.local.ServicePorts;
import dev.tidewire.local.TestStack;
import dev.tidewire.local.machine.FileTrees;
import dev.tidewire.local.machine.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Broker, database and the three services, started once for all tests of the JVM and stopped when
 * it ends.
 */
public final class Tidewire {
  private static final Duration WARM_UP = Duration.ofSeconds(60);

  /**
   * How long an event loop may be busy with one task. A task that waits for a broker or database
   * during an outage takes longer than that. One that only gets too little CPU beside another stack
   * was seen to take 1.7 s; what tasks cost is tested in the services.
   */
  private static final Map<String, String> WATCHED_EVENT_LOOPS =
      Map.of(
          "quarkus.vertx.max-event-loop-execute-time", "3s",
          // This is also how often the checker runs.
          "quarkus.vertx.warning-exception-time", "100ms");

  /** Long enough for a busy client to leave; the local profile has none. */
  private static final Map<String, String> FAREWELL = Map.of("tidewire.http.farewell", "500ms");

  /** So soon that what the tests store is merged while they run. */
  private static final Map<String, String> MERGES =
      Map.of(
          "tidewire.processing.merge.gather-age", "2s",
          "tidewire.processing.merge.settle-age", "5s");

  private static @Nullable Tidewire shared;

  private final TestStack servers = TestStack.shared();
  private final Queue<Service> all = new ConcurrentLinkedQueue<>();
  private final Path logs;
  private final Map<String, Map<String, String>> properties;
  private volatile Service ingest;
  private volatile Service processing;
  private volatile Service query;

  private Tidewire(Path logs) {
    this.logs = logs;
    boolean proxied = servers.hasProxies();
    Map<String, String> kafka =
        Map.of(
            "kafka.bootstrap.servers",
            proxied ? servers.proxiedKafkaBootstrapServers() : servers.kafkaBootstrapServers());
    Postgres postgres = proxied ? servers.proxiedPostgres() : servers.postgres();
    Map<String, String> database =
        Map.of(
            "quarkus.datasource.reactive.url", postgres.reactiveUrl(),
            "quarkus.datasource.username", postgres.username(),
            "quarkus.datasource.password", postgres.password());
    // As in production, images expect a migrated database; packages migrate it themselves.
    Map<String, String> migration =
        Map.of("quarkus.datasource.jdbc.url", fromImages() ? "" : postgres.jdbcUrl());
    properties =
        Map.of(
            "ingest", kafka,
            "processing", merged(kafka, database, migration, MERGES),
            "query", merged(kafka, database));
    ingest = another("ingest");
    processing = another("processing");
    query = another("query");
  }

  @SafeVarargs
  private static Map<String, String> merged(Map<String, String>... maps) {
    Map<String, String> all = new HashMap<>();
    for (Map<String, String> map : maps) {
      all.putAll(map);
    }
    return all;
  }

  /** The Tidewire that all tests of this JVM share. It is ready. */
  public static synchronized Tidewire shared() {
    if (shared == null) {
      shared = start();
    }
    return shared;
  }

  private static Tidewire start() {
    Tidewire tidewire = new Tidewire(emptyLogs());
    Runtime.getRuntime().addShutdownHook(new Thread(tidewire::end, "tidewire-end"));
    if (fromImages()) {
      ImageRunner.migrate(
          merged(
              tidewire.properties.getOrDefault("processing", Map.of()),
              Map.of("quarkus.datasource.jdbc.url", tidewire.servers.postgres().jdbcUrl())));
    }
    tidewire.services().forEach(Service::launch);
    tidewire.services().forEach(Service::awaitReady);
    tidewire.warmUp();
    return tidewire;
  }

  /** Loads most of the services' classes, which may keep an event loop busy. */
  private void warmUp() {
    byte[] readings =
        "{\"sensor\":\"warm-up\",\"value\":1}\n".repeat(100).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 50; i++) {
      ingest.http().post("/v1/readings", readings, "Content-Type", "application/x-ndjson");
    }
    Awaitility.await()
        .atMost(WARM_UP)
        .until(() -> query.http().get("/v1/latest?sensor=warm-up").status() == 200);
    query.http().get("/v1/readings?sensor=warm-up", "Accept", "text/csv");
    services().forEach(Service::live);
  }

  /** The folder of the services' logs, which are kept until the next run. */
  private static Path emptyLogs() {
    Path logs =
        Path.of(
            System.getProperty("tidewire.root"),
            "e2e/target/logs",
            System.getProperty("tidewire.fork", "1"));
    try {
      FileTrees.delete(logs);
      return Files.createDirectories(logs);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot empty " + logs, e);
    }
  }

  private void end() {
    all.forEach(Service::kill);
  }

  /** Repairs what a failed test has left broken, so that the tests after it do not fail, too. */
  void recover() {
    servers.thawPostgres();
    servers.startPostgres();
    servers.thawKafka();
    servers.startKafka();
    if (servers.hasProxies()) {
      servers.postgresProxy().heal();
      servers.kafkaProxy().heal();
    }
    services().stream().filter(service -> !service.isAlive()).forEach(Service::start);
  }

  /**
   * Another service of this name, on a port of its own and not started.
   *
   * @param name the first part of its module's name
   */
  public Service another(String name) {
    return another(name, Map.of());
  }

  /**
   * As {@link #another(String)}.
   *
   * @param more configuration in addition to that of the others of its name
   */
  public Service another(String name, Map<String, String> more) {
    ServicePorts ports = new ServicePorts(freePort(), freePort());
    Service service = new Service(name, ports, runner(name, ports, more));
    all.add(service);
    return service;
  }

  private Runner runner(String name, ServicePorts ports, Map<String, String> more) {
    Map<String, String> all =
        merged(WATCHED_EVENT_LOOPS, FAREWELL, properties.getOrDefault(name, Map.of()), more);
    Path log = logs.resolve(name + "-" + ports.http() + ".log");
    return fromImages()
        ? new ImageRunner(name, ports, all, log)
        : new PackageRunner(name, ports, all, log);
  }

  /** Whether the services run from their images rather than their packages. */
  public static boolean fromImages() {
    String kind = System.getProperty("tidewire.services", "packages");
    return switch (kind) {
      case "packages" -> false;
      case "images" -> true;
      default ->
          throw new IllegalArgumentException(
              "tidewire.services is `" + kind + "`; it can be `packages` or `images`");
    };
  }

  private static int freePort() {
    try {
      return Ports.free();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot find a free port", e);
    }
  }

  /**
   * Starts the successor of a service, directs users to it, and then stops the old one.
   *
   * @return how long the old one took to stop
   */
  public Duration replace(Service old) {
    Service next = another(old.name());
    next.start();
    switch (old.name()) {
      case "ingest" -> ingest = next;
      case "processing" -> processing = next;
      case "query" -> query = next;
      default -> throw new IllegalArgumentException("no service is called " + old.name());
    }
    return old.stop();
  }

  /** The broker and the database, with their faults. */
  public TestStack servers() {
    return servers;
  }

  public Service ingest() {
    return ingest;
  }

  public Service processing() {
    return processing;
  }

  public Service query() {
    return query;
  }

  public List<Service> services() {
    return List.of(ingest, processing, query);
  }
}
