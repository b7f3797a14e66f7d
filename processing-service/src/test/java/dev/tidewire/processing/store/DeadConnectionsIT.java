package dev.tidewire.processing.store;

import static dev.tidewire.processing.TestSensor.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.local.Postgres;
import dev.tidewire.local.TestStack;
import dev.tidewire.local.fault.FaultProxy;
import dev.tidewire.processing.Metrics;
import dev.tidewire.processing.Pipeline;
import dev.tidewire.processing.RealStack;
import dev.tidewire.processing.TestSensor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pool's connections no longer reach a writable database, but new connections would. */
@QuarkusTest
@QuarkusTestResource(RealStack.class)
class DeadConnectionsIT {
  private static final Duration PROMISED = Duration.ofSeconds(30);

  /** The size of the pool. */
  private static final int CONNECTIONS = 4;

  private final TestSensor sensor = new TestSensor();

  @SuppressWarnings("NullAway.Init") // Injected by the test resource.
  FaultProxy network;

  @BeforeEach
  void open() throws Exception {
    sensor.send(NOON, 0);
    sensor.awaitStored(1);
  }

  @AfterEach
  void close() {
    // Connections that stay dead would delay the end of the service by its shutdown time-out.
    network.cut();
    network.heal();
    sensor.close();
  }

  @Test
  void connectionsThatAnswerNoMore_areReplaced() throws Exception {
    // Given
    double before = ended();

    // When: a round in which none has ended yet makes the pool open one more connection
    for (int round = 1; round <= CONNECTIONS && ended() == before; round++) {
      network.blackholeExisting();
      sensor.send(NOON + round, round);
      sensor.awaitStored(round + 1);
    }

    // Then
    await().atMost(PROMISED).until(() -> ended() > before);
    sensor.assertNoDeadLetters();
  }

  @Test
  void whileNobodyAnswers_readingsWaitAndSocketsDoNotPileUp() throws Exception {
    // Given
    network.blackholeAll();
    sensor.send(NOON + 1, 1);
    await()
        .atMost(PROMISED)
        .untilAsserted(
            () ->
                assertThat(Pipeline.now().text("waiting.cause"))
                    .contains("does not answer in time"));
    await().atMost(PROMISED).until(() -> Pipeline.now().number("waiting.attempts") >= 3);
    assertThat(network.connections()).isLessThan(20);

    // When
    network.heal();

    // Then
    sensor.awaitStored(2);
    sensor.assertNoDeadLetters();
  }

  @Test
  void primaryThatHasBecomeAStandby_isLeftForTheNewOne() throws Exception {
    // Given
    execute("ALTER DATABASE tidewire SET default_transaction_read_only = on");
    try {
      network.cut();
      sensor.send(NOON + 1, 1);
      await()
          .atMost(PROMISED)
          .untilAsserted(
              () -> assertThat(Pipeline.now().text("waiting.cause")).contains("read-only"));
    } finally {
      // When
      execute("ALTER DATABASE tidewire RESET default_transaction_read_only");
    }

    // Then: sessions keep the setting they began with, so only new ones can write
    sensor.awaitStored(2);
    sensor.assertNoDeadLetters();
  }

  private static double ended() {
    return Metrics.sum("tidewire_database_connections_ended_total");
  }

  private static void execute(String sql) throws SQLException {
    Postgres postgres = TestStack.shared().postgres();
    String writable = postgres.jdbcUrl() + "?options=-c%20default_transaction_read_only=off";
    try (Connection connection =
            DriverManager.getConnection(writable, postgres.username(), postgres.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
