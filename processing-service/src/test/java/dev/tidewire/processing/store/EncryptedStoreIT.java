package dev.tidewire.processing.store;

import static dev.tidewire.processing.TestSensor.NOON;
import static dev.tidewire.processing.TestSensor.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tidewire.local.DatabaseUsers;
import dev.tidewire.local.SecurePostgres;
import dev.tidewire.local.TestStack;
import dev.tidewire.processing.Health;
import dev.tidewire.processing.LogLines;
import dev.tidewire.processing.RealStack;
import dev.tidewire.processing.TestSensor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A database that is reached over TLS alone. */
@QuarkusTest
@QuarkusTestResource(RealStack.class)
@DisabledIfSystemProperty(
    named = "tidewire.stack",
    matches = "containers",
    disabledReason = "the certificates are files of the server")
class EncryptedStoreIT {
  private static final Duration TOLD = Duration.ofSeconds(10);

  private final TestSensor sensor = new TestSensor();

  SecurePostgres postgres;

  @AfterEach
  void close() {
    sensor.close();
  }

  @Test
  void everySession_isEncrypted() throws Exception {
    // When
    sensor.send(NOON, 0);
    sensor.awaitStored(1);

    // Then
    assertThat(
            postgres.strings(
                """
                SELECT DISTINCT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
                WHERE usename = '%s'
                """
                    .formatted(DatabaseUsers.WRITER)))
        .containsExactly("t");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrong_isToldInTime_andNothingIsLost(SecurityFault fault) throws Exception {
    // Given
    sensor.send(NOON, 0);
    sensor.awaitStored(1);
    try (LogLines log = new LogLines()) {
      fault.begin(postgres);
      try {
        // When
        postgres.disconnect(DatabaseUsers.WRITER);
        sensor.send(NOON + 1, 1);

        // Then
        await()
            .atMost(TOLD)
            .untilAsserted(
                () -> assertThat(log.lines()).anyMatch(line -> line.contains(fault.words())));
        await()
            .atMost(TOLD)
            .untilAsserted(
                () -> assertThat(Health.ready()).startsWith("503").contains(fault.words()));
      } finally {
        fault.end(postgres);
      }
    }
    sensor.awaitStored(2);
    sensor.assertNoDeadLetters();
    await().atMost(PATIENCE).until(() -> Health.ready().startsWith("200"));
  }

  @Test
  void rotatedAuthority_needsNoRestart() throws Exception {
    // Given
    sensor.send(NOON, 0);
    sensor.awaitStored(1);

    // When
    postgres.present("next", SecurityFault.RIGHT);
    postgres.trust("next");
    try {
      postgres.disconnect(DatabaseUsers.WRITER);
      sensor.send(NOON + 1, 1);

      // Then
      sensor.awaitStored(2);
    } finally {
      postgres.trust("ca");
      postgres.present("ca", SecurityFault.RIGHT);
    }
  }

  @Test
  void migrations_runOverTls_andSayWhatIsWrong() throws Exception {
    // Given
    Flyway migrations =
        Flyway.configure()
            .dataSource(
                "%s?sslmode=verify-full&sslrootcert=%s"
                    .formatted(TestStack.shared().postgres().jdbcUrl(), postgres.trusted()),
                DatabaseUsers.MIGRATOR,
                DatabaseUsers.MIGRATOR)
            .locations("classpath:db/migration")
            .load();

    // When
    migrations.migrate();
    postgres.present("another", SecurityFault.RIGHT);
    try {

      // Then
      assertThatThrownBy(migrations::migrate).hasStackTraceContaining("PKIX path");
    } finally {
      postgres.present("ca", SecurityFault.RIGHT);
    }
  }

  @Test
  void frozenDatabase_isNoticedInTime() throws Exception {
    // Given
    sensor.send(NOON, 0);
    sensor.awaitStored(1);
    TestStack.shared().freezePostgres();
    try {
      // When
      sensor.send(NOON + 1, 1);

      // Then
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(Health.ready()).startsWith("503").contains("does not answer in time"));
      assertThat(Health.live()).startsWith("200");
    } finally {
      TestStack.shared().thawPostgres();
    }
    sensor.awaitStored(2);
    sensor.assertNoDeadLetters();
  }
}
