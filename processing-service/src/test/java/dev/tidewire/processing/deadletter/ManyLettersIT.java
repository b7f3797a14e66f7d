package dev.tidewire.processing.deadletter;

import static dev.tidewire.processing.TestSensor.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.processing.Database;
import dev.tidewire.processing.Poison;
import dev.tidewire.processing.RealStack;
import dev.tidewire.processing.TestSensor;
import dev.tidewire.processing.http.Operator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A million open letters, on a table that was never vacuumed, with generic plans. */
@QuarkusTest
@QuarkusTestResource(RealStack.class)
class ManyLettersIT {
  private static final int LETTERS = 200_000;
  private static final String READ =
      "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_user_tables WHERE relname = 'dead_letter'";

  private final TestSensor sensor = new TestSensor();
  private final String other = "other-" + UUID.randomUUID();

  @BeforeEach
  void fill() throws Exception {
    Database.execute(
        """
        INSERT INTO dead_letter (letter_partition, letter_offset, reason, detail, sensor,
          source_topic, source_partition, source_offset, failed_at, attempt, value_bytes)
        SELECT i %% 12, 1000000000 + i, 'undecodable', 'no', '%s', 'tidewire.readings.v1', i %% 12, i / 12,
          timestamptz '2026-01-01Z' + i * interval '1 ms', 1, '\\x00'
        FROM generate_series(1, %d) AS i
        """
            .formatted(other, LETTERS));
    planGenerically("SET plan_cache_mode = force_generic_plan");
  }

  @AfterEach
  void clear() throws Exception {
    planGenerically("RESET plan_cache_mode");
    delete();
    Database.execute("VACUUM dead_letter");
    sensor.close();
  }

  @Test
  void actionsOnManyLetters_takeStatementsThatReadFew() throws Exception {
    // Given
    try (Poison poison = new Poison(sensor.name())) {
      sensor.feed().send(poison.batch(NOON, 3));
      await()
          .atMost(Operator.PATIENCE)
          .until(() -> Database.count("dead_letter WHERE sensor = '%s'".formatted(sensor)) == 3);
    }
    long before = read();

    // When
    JsonPath all = order("{}", true);
    JsonPath none =
        order("{\"sensor\":\"%s\",\"reason\":\"undecodable\"}".formatted(sensor), false);
    JsonPath few =
        Operator.ended(
            Operator.redrive("{\"filter\":{\"sensor\":\"%s\"},\"who\":\"ada\"}".formatted(sensor)));

    // Then: four scans in all, each of which reads a letter once
    assertThat(all.getLong("matched")).isGreaterThanOrEqualTo(LETTERS + 3);
    assertThat(none.getInt("matched")).isZero();
    assertThat(few.getInt("matched")).isEqualTo(3);
    assertThat(few.getInt("done")).isEqualTo(3);
    assertThat(read() - before).isLessThan(10L * LETTERS);

    // When: they are gone, and only a vacuum takes them out of the index
    delete();

    // Then
    await()
        .atMost(Operator.PATIENCE)
        .until(
            () ->
                Operator.redrive("{\"filter\":{},\"who\":\"ada\",\"dryRun\":true}").statusCode()
                    == 200);
  }

  private void delete() throws Exception {
    Database.execute("DELETE FROM dead_letter WHERE sensor = '%s'".formatted(other));
  }

  private static JsonPath order(String filter, boolean dryRun) {
    return Operator.redrive(
            "{\"filter\":%s,\"who\":\"ada\",\"dryRun\":%s}".formatted(filter, dryRun))
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static long read() throws Exception {
    return Long.parseLong(Database.strings(READ).get(0));
  }

  /** Of all new connections of the service, which has to make new ones. */
  private static void planGenerically(String how) throws Exception {
    Database.execute("ALTER ROLE %s %s".formatted(RealStack.ROLE, how));
    Database.strings(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '%s'"
            .formatted(RealStack.ROLE));
  }
}
