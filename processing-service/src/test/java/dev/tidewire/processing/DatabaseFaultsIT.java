package dev.tidewire.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.local.topic.DeadLetters;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a database refuses without being gone, done to a real one while readings keep coming: the
 * service waits, says why, and goes on by itself when the cause is mended.
 */
@QuarkusTest
@QuarkusTestResource(RealStack.class)
class DatabaseFaultsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The longest back-off, the breaker's delay, and a poll or two. */
  private static final Duration RECOVERY = Duration.ofSeconds(35);

  private static final long NOON = 1_763_805_600_000_000L;
  private static final long FIRST_OF_2003 = 1_041_379_200_000_000L;

  private final String sensor = "sensor-" + UUID.randomUUID();
  private Feed feed;
  private DeadLetters deadLetters;
  private LogLines log;

  @BeforeEach
  void open() {
    feed = new Feed();
    deadLetters = new DeadLetters();
    await().atMost(PATIENCE).until(() -> Health.ready().startsWith("200"));
    log = new LogLines();
  }

  @AfterEach
  void close() {
    feed.close();
    deadLetters.close();
    log.close();
  }

  @Test
  void diskIsFull_readingsWaitForRoom() throws Exception {
    // Given
    try (SmallDisk disk = smallDisk()) {
      Database.execute("CREATE TABLESPACE small LOCATION '" + disk.folder() + "'");
      Database.execute("CREATE TABLE reading_small (LIKE reading INCLUDING ALL) TABLESPACE small");
      Database.execute(
          "ALTER TABLE reading ATTACH PARTITION reading_small"
              + " FOR VALUES FROM ('2003-01-01') TO ('2003-02-01')");
      try (Load load = new Load(feed, sensor, FIRST_OF_2003)) {
        awaitFirstReading(FIRST_OF_2003);

        // When
        disk.fill();

        // Then
        awaitOutage("the database's disk is full");
        disk.free();
        assertRecovery(load);
      } finally {
        Database.execute("DROP TABLE reading_small");
        Database.execute("DROP TABLESPACE small");
      }
    }
  }

  @Test
  void deadlock_readingsWaitForTheRival() throws Exception {
    // Given
    String wanted = sensor + "wanted";
    sendTwo(wanted, 1);
    await().atMost(PATIENCE).until(() -> Database.readings(wanted, "value").size() == 2);
    try (Load load = new Load(feed, sensor, NOON);
        Rival rival = new Rival()) {
      awaitFirstReading(NOON);

      // When
      rival.lock(wanted, NOON + 1);
      sendTwo(wanted, 2);
      awaitWaitForLock();
      rival.lock(wanted, NOON);

      // Then
      awaitOutage("we and somebody else waited for each other's locks");
      rival.commit();
      assertRecovery(load);
      assertThat(Database.readings(wanted, "value"))
          .containsExactly(NOON + "=2", (NOON + 1) + "=2");
    }
  }

  @Test
  void serializationFails_readingsAreTriedAgain() throws Exception {
    // Given
    String wanted = sensor + "wanted";
    sendTwo(wanted, 1);
    await().atMost(PATIENCE).until(() -> Database.readings(wanted, "value").size() == 2);
    isolation("'repeatable read'");
    try (Load load = new Load(feed, sensor, NOON);
        Rival first = new Rival();
        Rival second = new Rival()) {
      awaitFirstReading(NOON);

      // When
      first.lock(wanted, NOON);
      sendTwo(wanted, 2);
      awaitWaitForLock();
      CompletableFuture<Void> locked = second.lockLater(wanted, NOON);
      first.update(wanted, NOON, 3);
      first.commit();
      locked.join();

      // Then
      awaitOutage("somebody else changed what we wrote at the same time");
      second.commit();
      assertRecovery(load);
      assertThat(Database.readings(wanted, "value"))
          .containsExactly(NOON + "=2", (NOON + 1) + "=2");
    } finally {
      isolation("DEFAULT");
    }
  }

  @Test
  void tableIsMissing_readingsWaitForIt() throws Exception {
    // Given
    try (Load load = new Load(feed, sensor, NOON)) {
      awaitFirstReading(NOON);

      // When
      Database.execute("ALTER TABLE reading RENAME TO reading_away");
      try {
        // Then
        awaitOutage("a table is missing");
      } finally {
        Database.execute("ALTER TABLE reading_away RENAME TO reading");
      }
      assertRecovery(load);
    }
  }

  @Test
  void permissionIsRevoked_readingsWaitForIt() throws Exception {
    // Given
    try (Load load = new Load(feed, sensor, NOON)) {
      awaitFirstReading(NOON);

      // When
      Database.execute("REVOKE INSERT ON reading FROM " + RealStack.ROLE);
      try {
        // Then
        awaitOutage("our user lacks a permission");
      } finally {
        Database.execute("GRANT INSERT ON reading TO " + RealStack.ROLE);
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

  /** Both in one record: one statement takes both rows, in the order of their times. */
  private void sendTwo(String sensor, double value) throws Exception {
    SeriesReadings readings = Feed.series(sensor, "value");
    readings.add(NOON, value);
    readings.add(NOON + 1, value);
    feed.send(readings);
  }

  /** Holds for sessions to come; so those there are end. */
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
        .until(() -> Database.readings(sensor + "0", "value").contains(timeMicros + "=0"));
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
    assertThat(deadLetters.read()).isEmpty();
    assertThat(log.lines())
        .filteredOn(line -> line.contains("Storing in the database fails"))
        .hasSize(1);
  }
}
