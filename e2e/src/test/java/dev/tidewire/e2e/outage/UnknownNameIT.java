package dev.tidewire.e2e.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Group;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Tidewire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The name of the broker or the database is not in DNS yet, as on a fresh cluster. */
@ExtendWith(Calm.class)
class UnknownNameIT {
  private static final String UNKNOWN = "server.test";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Tidewire tidewire = Tidewire.shared();

  @TempDir private Path folder;

  @BeforeEach
  void skipImages() {
    assumeFalse(Tidewire.fromImages(), "a container has its own DNS");
  }

  @ParameterizedTest
  @CsvSource({
    "ingest, kafka_producer_connection_count",
    "processing, kafka_consumer_coordinator_assigned_partitions"
  })
  void brokersNameIsNotKnownYet_theServiceWaitsForItAlive(String name, String connected)
      throws Exception {
    // Given
    String address = tidewire.servers().kafkaBootstrapServers();
    Service service = launch(name, "kafka.bootstrap.servers", address);
    try {
      assertThat(service.logLines()).anyMatch(line -> line.contains(UNKNOWN));
      assertThat(service.metric(connected)).isZero();

      // When
      makeKnown();

      // Then
      await().atMost(PATIENCE).until(() -> service.metric(connected) > 0);
      service.awaitReady();
    } finally {
      leave(service);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"processing", "query"})
  void databasesNameIsNotKnownYet_theServiceWaitsForItAlive(String name) throws Exception {
    // Given
    String address = tidewire.servers().postgres().reactiveUrl();
    Service service = launch(name, "quarkus.datasource.reactive.url", address);
    try {
      await().atMost(PATIENCE).until(() -> service.ready().status() == 503);

      // When
      makeKnown();

      // Then
      service.awaitReady();
    } finally {
      leave(service);
    }
  }

  /** Returns when it has started and is alive. */
  private Service launch(String name, String property, String address) throws IOException {
    Files.writeString(hosts(), "127.0.0.1 localhost\n");
    Service service =
        tidewire.another(
            name,
            Map.of(
                property,
                address.replace("127.0.0.1", UNKNOWN),
                "jdk.net.hosts.file",
                hosts().toString(),
                "sun.net.inetaddr.negative.ttl",
                "1"));
    service.launch();
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> service.management().get("/q/health/started").status() == 200);
    assertThat(service.live().status()).isEqualTo(200);
    return service;
  }

  /** Returns when the consumer group is as before. */
  private static void leave(Service service) {
    service.stop();
    Group.awaitProcesses(1, PATIENCE);
  }

  private void makeKnown() throws IOException {
    Files.writeString(hosts(), "127.0.0.1 " + UNKNOWN + "\n", StandardOpenOption.APPEND);
  }

  private Path hosts() {
    return folder.resolve("hosts");
  }
}
