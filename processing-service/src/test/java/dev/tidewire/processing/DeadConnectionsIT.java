package dev.tidewire.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.local.Postgres;
import dev.tidewire.local.TestStack;
import dev.tidewire.local.fault.FaultProxy;
import dev.tidewire.local.topic.DeadLetters;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pool's connections no longer lead to a database that takes writes, but new ones would. */
@QuarkusTest
@QuarkusTestResource(RealStack.class)
class DeadConnectionsIT {
  private static final Duration PROMISED = Duration.ofSeconds(30);

  /** Of the pool. */
  private static final int CONNECTIONS = 4;

  private static final long NOON = 1_763_805_600_000_000L;

  private final String sensor = "sensor-" + UUID.randomUUID();

  @SuppressWarnings("NullAway.Init") // Injected by the test resource.
  FaultProxy network;

  private Feed feed;
  private DeadLetters deadLetters;

  @BeforeEach
  void open() throws Exception {
    feed = new Feed();
    deadLetters = new DeadLetters();
    feed.send(sensor, "value", NOON, 0);
    await().atMost(PROMISED).until(() -> stored() == 1);
  }

  @AfterEach
  void close() {
    network.heal();
    feed.close();
    deadLetters.close();
  }

  @Test
  void connectionsThatAnswerNoMore_areReplaced() throws Exception {
    // Given
    double replaced = Metrics.sum("tidewire_store_pool_replaced_total");

    // When
    for (int round = 1; round <= CONNECTIONS; round++) {
      network.blackholeExisting();
      feed.send(sensor, "value", NOON + round, round);
      int sent = round + 1;
      await().atMost(PROMISED).until(() -> stored() == sent);
    }

    // Then: at the latest when no round had a connection left that the pool had not yet opened
    assertThat(Metrics.sum("tidewire_store_pool_replaced_total")).isGreaterThan(replaced);
    assertThat(deadLetters.read()).isEmpty();
  }

  @Test
  void whileNobodyAnswers_readingsWaitAndSocketsDoNotPileUp() throws Exception {
    // Given
    network.blackholeAll();
    feed.send(sensor, "value", NOON + 1, 1);
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
    await().atMost(PROMISED).until(() -> stored() == 2);
    assertThat(deadLetters.read()).isEmpty();
  }

  @Test
  void primaryThatHasBecomeAStandby_isLeftForTheNewOne() throws Exception {
    // Given
    execute("ALTER DATABASE tidewire SET default_transaction_read_only = on");
    try {
      network.cut();
      feed.send(sensor, "value", NOON + 1, 1);
      await()
          .atMost(PROMISED)
          .untilAsserted(
              () -> assertThat(Pipeline.now().text("waiting.cause")).contains("read-only"));
    } finally {
      // When
      execute("ALTER DATABASE tidewire RESET default_transaction_read_only");
    }

    // Then: sessions keep the setting they began with, so only new ones can write
    await().atMost(PROMISED).until(() -> stored() == 2);
    assertThat(deadLetters.read()).isEmpty();
  }

  private int stored() throws Exception {
    return Database.readings(sensor, "value").size();
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
