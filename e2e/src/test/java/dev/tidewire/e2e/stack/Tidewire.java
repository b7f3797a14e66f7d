package dev.tidewire.e2e.stack;

import dev.tidewire.local.Postgres;
import dev.tidewire.local.TestStack;
import dev.tidewire.local.machine.FileTrees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * The whole of Tidewire: broker, database and the three packaged services, started once for all
 * tests of the JVM and gone when it ends.
 */
public final class Tidewire {
  private static final Duration WARM_UP = Duration.ofSeconds(60);

  private static @Nullable Tidewire shared;

  private final TestStack servers = TestStack.shared();
  private final Service ingest;
  private final Service processing;
  private final Service query;

  private Tidewire(Path logs) {
    Map<String, String> kafka = Map.of("kafka.bootstrap.servers", servers.kafkaBootstrapServers());
    Postgres postgres = servers.postgres();
    Map<String, String> database =
        Map.of(
            "quarkus.datasource.reactive.url", postgres.reactiveUrl(),
            "quarkus.datasource.username", postgres.username(),
            "quarkus.datasource.password", postgres.password());
    Map<String, String> migration = Map.of("quarkus.datasource.jdbc.url", postgres.jdbcUrl());
    ingest = new Service("ingest", logs, kafka);
    processing = new Service("processing", logs, merged(kafka, database, migration));
    query = new Service("query", logs, merged(kafka, database));
  }

  @SafeVarargs
  private static Map<String, String> merged(Map<String, String>... maps) {
    Map<String, String> all = new HashMap<>();
    for (Map<String, String> map : maps) {
      all.putAll(map);
    }
    return all;
  }

  /** The one Tidewire that all tests of this JVM share, ready. */
  public static synchronized Tidewire shared() {
    if (shared == null) {
      shared = start();
    }
    return shared;
  }

  private static Tidewire start() {
    Tidewire tidewire = new Tidewire(emptyLogs());
    Runtime.getRuntime().addShutdownHook(new Thread(tidewire::end, "tidewire-end"));
    tidewire.services().forEach(Service::launch);
    tidewire.services().forEach(Service::awaitReady);
    tidewire.warmUp();
    return tidewire;
  }

  /** The first requests load most of the services' classes, which may keep an event loop busy. */
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

  /** The folder of the services' logs, which stay for who wants to know why a test failed. */
  private static Path emptyLogs() {
    Path logs = Path.of(System.getProperty("tidewire.root")).resolve("e2e/target/logs");
    try {
      FileTrees.delete(logs);
      return Files.createDirectories(logs);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot empty " + logs, e);
    }
  }

  private void end() {
    services().forEach(Service::kill);
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
