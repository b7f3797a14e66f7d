package dev.tidewire.local;

import dev.tidewire.local.kafka.KafkaServer;
import dev.tidewire.local.postgres.PostgresServer;
import dev.tidewire.local.process.Server;
import dev.tidewire.local.supervise.Console;
import dev.tidewire.local.supervise.Keeper;
import dev.tidewire.local.supervise.RestartPause;
import dev.tidewire.local.supervise.Stack;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tidewire's servers and how they find one another. */
final class LocalStack {
  private final Path root;
  private final DataFolder data;
  private final PortNumbers ports;
  private final Console console;

  /**
   * @param root the checkout, built
   */
  LocalStack(Path root, DataFolder data, PortNumbers ports, Console console) {
    this.root = root;
    this.data = data;
    this.ports = ports;
    this.console = console;
  }

  Stack create() {
    Keeper kafka = keeper(kafka());
    Keeper postgres = keeper(postgres());
    Keeper ingest = keeper(service(StackPort.INGEST, kafkaAddress()));
    Keeper processing =
        keeper(
            service(
                StackPort.PROCESSING,
                kafkaAddress(),
                databaseAddress(),
                Map.of(
                    "quarkus.datasource.jdbc.url",
                    "jdbc:" + databaseUrl(),
                    "quarkus.flyway.migrate-at-start",
                    "true")));
    Keeper query = keeper(service(StackPort.QUERY, kafkaAddress(), databaseAddress()));
    // No more comes in; what came in is stored; then the servers that all of them use.
    return new Stack(
        List.of(List.of(kafka, postgres), List.of(processing, ingest, query)),
        List.of(ingest, processing, query, kafka, postgres),
        console);
  }

  private Keeper keeper(Server server) {
    return new Keeper(server, new RestartPause(), console);
  }

  private Server kafka() {
    return new KafkaServer(
        root.resolve("deploy/local/target/kafka/lib"),
        data.kafka(),
        data.log("kafka"),
        ports.of(StackPort.KAFKA));
  }

  private Server postgres() {
    return new PostgresServer(data.postgres(), data.log("postgres"), ports.of(StackPort.POSTGRES));
  }

  @SafeVarargs
  private Server service(StackPort port, Map<String, String>... properties) {
    Map<String, String> all = new TreeMap<>();
    for (Map<String, String> some : properties) {
      all.putAll(some);
    }
    Path jar = root.resolve(port.user() + "-service/target/quarkus-app/quarkus-run.jar");
    return new QuarkusService(port.user(), jar, ports.of(port), all, data.log(port.user()));
  }

  private Map<String, String> kafkaAddress() {
    return Map.of("kafka.bootstrap.servers", "127.0.0.1:" + ports.of(StackPort.KAFKA));
  }

  private Map<String, String> databaseAddress() {
    return Map.of(
        "quarkus.datasource.reactive.url", databaseUrl(),
        "quarkus.datasource.username", PostgresServer.USER,
        "quarkus.datasource.password", PostgresServer.USER);
  }

  private String databaseUrl() {
    return "postgresql://127.0.0.1:%d/%s"
        .formatted(ports.of(StackPort.POSTGRES), PostgresServer.DATABASE);
  }
}
