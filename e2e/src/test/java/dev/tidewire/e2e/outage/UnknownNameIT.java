package dev.tidewire.e2e.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Tidewire;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The broker's name is not in DNS yet, as on a fresh cluster. */
@ExtendWith(Calm.class)
class UnknownNameIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Tidewire tidewire = Tidewire.shared();

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "ingest, kafka_producer_connection_count",
    "processing, kafka_consumer_coordinator_assigned_partitions"
  })
  void brokersNameIsNotKnownYet_theServiceWaitsForItAlive(String name, String connected)
      throws Exception {
    // Given
    assumeFalse(Tidewire.fromImages(), "a container has its own DNS");
    Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
    String address = tidewire.servers().kafkaBootstrapServers();
    Service service =
        tidewire.another(
            name,
            Map.of(
                "kafka.bootstrap.servers", address.replace("127.0.0.1", "broker.test"),
                "jdk.net.hosts.file", hosts.toString(),
                "sun.net.inetaddr.negative.ttl", "1"));
    try {
      service.launch();
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> service.http().get("/q/health/started").status() == 200);
      assertThat(service.live().status()).isEqualTo(200);
      assertThat(service.logLines()).anyMatch(line -> line.contains("broker.test"));
      assertThat(service.metric(connected)).isZero();

      // When
      Files.writeString(hosts, "127.0.0.1 broker.test\n", StandardOpenOption.APPEND);

      // Then
      await().atMost(PATIENCE).until(() -> service.metric(connected) > 0);
      service.awaitReady();
    } finally {
      service.kill();
    }
  }
}
