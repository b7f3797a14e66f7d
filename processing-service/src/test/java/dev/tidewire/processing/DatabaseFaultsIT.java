package dev.tidewire.processing;

import static dev.tidewire.processing.TestSensor.NOON;
import static dev.tidewire.processing.TestSensor.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.processing.store.SmallDisk;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Faults of a real database that still answers, while readings keep arriving: the service waits,
 * reports the cause, and continues automatically when the cause is fixed.
 */
@QuarkusTest
@QuarkusTestResource(RealStack.class)
class DatabaseFaultsIT {
  /** The longest back-off, the breaker's delay, and a poll or two. */
  private static final Duration RECOVERY = Duration.ofSeconds(35);

  /** Metrics in the order in which their series are locked. */
  private static final String FIRST = "other";

  private static final String SECOND = "value";

  private final TestSensor sensor = new TestSensor();
  private LogLines log;

  @BeforeEach
  void open() {
    await().atMost(PATIENCE).until(() -> Health.ready().startsWith("200"));
    log = new LogLines();
  }

  @AfterEach
  void close() {
    sensor.close();
    log.close();
  }

  @Test
  void diskIsFull_readingsWaitForRoom() throws Exception {
    // Given
    try (SmallDisk disk = smallDisk()) {
      Database.execute("CREATE TABLESPACE small LOCATION '" + disk.folder() + "'");
      Database.execute("ALTER TABLE block SET TABLESPACE small");
      try (Load load = new Load(sensor, NOON)) {
        awaitFirstReading(NOON);

        // When
        disk.fill();

        // Then
        awaitOutage("the database's disk is full");
        disk.free();
        assertRecovery(load);
      } finally {
        Database.execute("ALTER TABLE block SET TABLESPACE pg_default");
        Database.execute("DROP TABLESPACE small");
      }
    }
  }

  @Test
  void deadlock_readingsWaitForTheRival() throws Exception {
    // Given
    sendTwo(1);
    sensor.awaitStored(1);
    try (Load load = new Load(sensor, NOON);
        Rival rival = new Rival()) {
      awaitFirstReading(NOON);

      // When
      rival.lock(sensor.name(), SECOND);
      sendTwo(2);
      awaitWaitForLock();
      rival.lock(sensor.name(), FIRST);

      // Then
      awaitOutage("we and somebody else waited for each other's locks");
      rival.commit();
      assertRecovery(load);
      assertThat(sensor.stored()).containsExactly(NOON + "=2");
    }
  }

  @Test
  void serializationFails_readingsAreTriedAgain() throws Exception {
    // Given
    sendTwo(1);
    sensor.awaitStored(1);
    isolation("'repeatable read'");
    try (Load load = new Load(sensor, NOON);
        Rival first = new Rival();
        Rival second = new Rival()) {
      awaitFirstReading(NOON);

      // When
      first.lock(sensor.name(), FIRST);
      sendTwo(2);
      awaitWaitForLock();
      CompletableFuture<Void> locked = second.lockLater(sensor.name(), FIRST);
      awaitQueueForLock();
      first.update(sensor.name(), FIRST);
      first.commit();
      locked.join();

      // Then
      awaitOutage("somebody else changed what we wrote at the same time");
      second.commit();
      assertRecovery(load);
      assertThat(sensor.stored()).containsExactly(NOON + "=2");
    } finally {
      isolation("DEFAULT");
    }
  }

  @Test
  void tableIsMissing_readingsWaitForIt() throws Exception {
    // Given
    try (Load load = new Load(sensor, NOON)) {
      awaitFirstReading(NOON);

      // When
      Database.execute("ALTER TABLE block RENAME TO block_away");
      try {
        // Then
        awaitOutage("a table is missing");
      } finally {
        Database.execute("ALTER TABLE block_away RENAME TO block");
      }
      assertRecovery(load);
    }
  }

  @Test
  void permissionIsRevoked_readingsWaitForIt() throws Exception {
    // Given
    try (Load load = new Load(sensor, NOON)) {
      awaitFirstReading(NOON);

      // When
      Database.execute("REVOKE INSERT ON block FROM tidewire_write");
      try {
        // Then
        awaitOutage("our user lacks a permission");
      } finally {
        Database.execute("GRANT INSERT ON block TO tidewire_write");
      }
      assertRecovery(load);
    }
  }

  private static SmallDisk smallDisk() throws Exception {
    Path data = Path.of(Database.strings("SHOW data_directory").get(0));
    try {
      return new SmallDisk(data);
    } catch (IOException e) {
      return Assumptions.abort("no disk can be mounted for the Postgres of this test here: " + e);
    }
  }

  /**
   * Sends readings of two series in one record, with new tags, so that one statement locks both
   * series.
   */
  private void sendTwo(double value) throws Exception {
    List<SeriesReadings> series = new ArrayList<>();
    for (String metric : List.of(FIRST, SECOND)) {
      Map<String, String> tags = Map.of("tag", "v" + value);
      SeriesReadings one = new SeriesReadings(new SeriesKey(sensor.name(), metric), null, tags, 1);
      one.add(NOON, value);
      series.add(one);
    }
    sensor.feed().send(new ReadingBatch(series));
  }

  /** Ends the existing sessions, because the setting applies to new ones only. */
  private static void isolation(String level) throws Exception {
    Database.execute(
        "ALTER ROLE %s SET default_transaction_isolation = %s".formatted(RealStack.ROLE, level));
    Database.strings(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = '%s'"
            .formatted(RealStack.ROLE));
  }

  private void awaitFirstReading(long timeMicros) {
    await()
        .atMost(PATIENCE)
        .until(() -> Database.readings(sensor + "-0", "value").contains(timeMicros + "=0"));
  }

  private static void awaitWaitForLock() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                Database.count(
                        "pg_stat_activity WHERE wait_event_type = 'Lock' AND usename = '%s'"
                            .formatted(RealStack.ROLE))
                    > 0);
  }

  /** Else the repetition of what waits first could overtake who comes second. */
  private static void awaitQueueForLock() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> Database.count("pg_stat_activity WHERE wait_event_type = 'Lock'") > 1);
  }

  private static void awaitOutage(String cause) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(
            () -> assertThat(Health.ready()).startsWith("503").contains("waiting since", cause));
    assertThat(Health.live()).startsWith("200");
  }

  private void assertRecovery(Load load) throws Exception {
    load.stop();
    await()
        .atMost(RECOVERY)
        .untilAsserted(
            () -> {
              load.assertStored();
              assertThat(Health.ready()).startsWith("200");
              assertThat(log.lines())
                  .anyMatch(line -> line.contains("Storing in the database works again"));
            });
    sensor.assertNoDeadLetters();
    assertThat(log.lines())
        .filteredOn(line -> line.contains("Storing in the database fails"))
        .hasSize(1);
  }
}
