package dev.tidewire.local;

import dev.tidewire.local.kafka.KafkaServer;
import dev.tidewire.local.postgres.PostgresServer;
import dev.tidewire.local.process.Server;
import dev.tidewire.local.supervise.Console;
import dev.tidewire.local.supervise.Keeper;
import dev.tidewire.local.supervise.RestartPause;
import dev.tidewire.local.supervise.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tidewire's servers, and the addresses that each of them needs. */
final class LocalStack {
  private final Path root;
  private final DataFolder data;
  private final PortNumbers ports;
  private final Set<StackPort> servers;
  private final Console console;
  private final @Nullable StackSecurity security;

  /**
   * @param root the checkout, built
   * @param servers those to run
   * @param security null for a stack that is open to everybody on this machine
   */
  LocalStack(
      Path root,
      DataFolder data,
      PortNumbers ports,
      Set<StackPort> servers,
      @Nullable StackSecurity security,
      Console console) {
    this.root = root;
    this.data = data;
    this.ports = ports;
    this.servers = Set.copyOf(servers);
    this.console = console;
    this.security = security;
  }

  Stack create() throws IOException {
    Keeper kafka = keeper(kafka());
    Keeper postgres = keeper(postgres());
    List<Keeper> ingest = replicas(StackPort.INGEST, kafkaAddress());
    List<Keeper> processing =
        replicas(
            StackPort.PROCESSING,
            kafkaAddress(),
            databaseAddress(),
            Map.of(
                "quarkus.datasource.jdbc.url",
                "jdbc:" + databaseUrl(ports),
                "quarkus.flyway.migrate-at-start",
                "true"));
    List<Keeper> query = replicas(StackPort.QUERY, kafkaAddress(), databaseAddress());
    // First the input stops, then the rest is stored, then the servers stop that all others use.
    return new Stack(
        List.of(List.of(kafka, postgres), all(processing, ingest, query)),
        all(ingest, processing, query, List.of(kafka, postgres)),
        console);
  }

  @SafeVarargs
  private static List<Keeper> all(List<Keeper>... some) {
    return Stream.of(some).flatMap(List::stream).toList();
  }

  private Keeper keeper(Server server) {
    return new Keeper(server, new RestartPause(), console);
  }

  private Server kafka() throws IOException {
    Path libraries = root.resolve("deploy/local/target/kafka/lib");
    int port = ports.of(StackPort.KAFKA);
    return security == null
        ? new KafkaServer(libraries, data.kafka(), data.log("kafka"), port)
        : new KafkaServer(libraries, data.kafka(), data.log("kafka"), port, security.kafka());
  }

  private Server postgres() throws IOException {
    return new PostgresServer(
        data.postgres(),
        data.log("postgres"),
        ports.of(StackPort.POSTGRES),
        security == null ? null : security.postgres());
  }

  @SafeVarargs
  private List<Keeper> replicas(StackPort port, Map<String, String>... properties)
      throws IOException {
    Map<String, String> all = new TreeMap<>();
    for (Map<String, String> some : properties) {
      all.putAll(some);
    }
    if (!servers.contains(port)) {
      return List.of();
    }
    Path jar = root.resolve(port.user() + "-service/target/quarkus-app/quarkus-run.jar");
    // Only processing migrates the database. Without it, other services may never become ready.
    String health = servers.contains(StackPort.PROCESSING) ? "ready" : "live";
    ServiceSecurity secured =
        security == null ? ServiceSecurity.NONE : security.service(port.user(), databaseUrl(ports));
    List<Keeper> replicas = new ArrayList<>();
    for (int replica = 0; replica < ports.all(port).size(); replica++) {
      String name = port.user() + (replica == 0 ? "" : "-" + (replica + 1));
      ServicePorts at =
          new ServicePorts(ports.all(port).get(replica), ports.all(port.management()).get(replica));
      replicas.add(keeper(new QuarkusService(name, jar, at, health, all, secured, data.log(name))));
    }
    return replicas;
  }

  private Map<String, String> kafkaAddress() {
    return Map.of("kafka.bootstrap.servers", "127.0.0.1:" + ports.of(StackPort.KAFKA));
  }

  private Map<String, String> databaseAddress() {
    return Map.of(
        "quarkus.datasource.reactive.url",
        databaseUrl(ports),
        "quarkus.datasource.username",
        PostgresServer.USER);
  }

  static String databaseUrl(PortNumbers ports) {
    return "postgresql://127.0.0.1:%d/%s"
        .formatted(ports.of(StackPort.POSTGRES), PostgresServer.DATABASE);
  }
}
