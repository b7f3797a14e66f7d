package dev.tidewire.processing.merge;

import static dev.tidewire.processing.TestSensor.NOON;
import static dev.tidewire.processing.TestSensor.PATIENCE;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import dev.tidewire.local.fault.FaultProxy;
import dev.tidewire.processing.Database;
import dev.tidewire.processing.Metrics;
import dev.tidewire.processing.Pipeline;
import dev.tidewire.processing.RealStack;
import dev.tidewire.processing.TestSensor;
import dev.tidewire.processing.tables.MergeTable;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operators have everything merged at once. */
@QuarkusTest
@QuarkusTestResource(RealStack.class)
class MergeOrdersIT {
  private static final int SENSORS = 8;

  private final List<TestSensor> sensors = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // Injected by the test resource.
  FaultProxy network;

  @BeforeEach
  void clear() throws SQLException {
    Database.execute("DELETE FROM block");
    Database.execute("DELETE FROM chunk");
  }

  @AfterEach
  void close() throws SQLException {
    network.heal();
    sensors.forEach(TestSensor::close);
    clear();
  }

  @Test
  void everythingIsGatheredAndSettled_andWhatIsReadIsTheSame() throws Exception {
    // Given
    for (int i = 0; i < SENSORS; i++) {
      TestSensor sensor = sensor();
      sensor.send(NOON, 1);
      sensor.send(NOON + 1, 1);
      sensor.awaitStored(2);
      sensor.send(NOON, i);
      String corrected = NOON + "=" + i;
      await().atMost(PATIENCE).until(() -> sensor.stored().contains(corrected));
    }
    List<List<String>> before = stored();
    assertThat(Database.count("block WHERE level = 0")).isPositive();

    // When
    order("merge").statusCode(202).body("kind", equalTo("merge"), "state", equalTo("running"));

    // Then
    Pipeline gathered = ended();
    assertThat(gathered.text("merging.order.state")).isEqualTo("done");
    assertThat(gathered.number("merging.order.readings")).isEqualTo(3 * SENSORS);
    assertThat(Database.count("block WHERE level = 0")).isZero();
    assertThat(stored()).isEqualTo(before);

    // When
    order("settle").statusCode(202).header("Location", endsWith("/v1/pipeline"));

    // Then
    Pipeline settled = ended();
    assertThat(settled.text("merging.order.kind")).isEqualTo("settle");
    assertThat(settled.text("merging.order.state")).isEqualTo("done");
    assertThat(settled.text("merging.order.skipped")).isEqualTo("0");
    assertThat(Database.count("block")).isZero();
    assertThat(Database.count("chunk")).isEqualTo(SENSORS);
    assertThat(stored()).isEqualTo(before);
  }

  @Test
  void settle_gathersBefore() throws Exception {
    // Given
    TestSensor sensor = sensor();
    sensor.send(NOON, 1);
    sensor.awaitStored(1);

    // When
    order("settle").statusCode(202);

    // Then
    ended();
    assertThat(Database.count("block")).isZero();
    assertThat(sensor.stored()).containsExactly(NOON + "=1");
  }

  @Test
  void scrub_checksEverythingAndTellsEachDamagedRow() throws Exception {
    // Given
    TestSensor sensor = sensor();
    sensor.send(NOON, 1);
    sensor.awaitStored(1);
    order("settle").statusCode(202);
    ended();
    sensor.send(NOON + 1, 1);
    sensor.awaitStored(2);

    // When
    order("scrub").statusCode(202).body("kind", equalTo("scrub"));

    // Then
    Pipeline good = ended();
    assertThat(good.text("merging.order.state")).isEqualTo("done");
    assertThat(good.number("merging.order.blocks")).isEqualTo(2);
    assertThat(good.number("merging.order.readings")).isEqualTo(2);
    assertThat(good.number("merging.order.damaged")).isZero();

    // When
    Database.execute("UPDATE chunk SET total = 5");
    order("scrub").statusCode(202);

    // Then
    Pipeline damaged = ended();
    assertThat(damaged.number("merging.order.damaged")).isEqualTo(1);
    assertThat(damaged.text("merging.damaged[0].row")).startsWith("chunk WHERE series_id = ");
    assertThat(damaged.text("merging.damaged[0].cause")).contains("total 5.0", "total 1.0");
    assertThat(Metrics.sum("tidewire_scrub_damaged")).isEqualTo(1);

    // When
    Database.execute("UPDATE chunk SET total = 1");
    order("scrub").statusCode(202);

    // Then
    ended();
    assertThat(Metrics.sum("tidewire_scrub_damaged")).isZero();
  }

  @Test
  void orderWhileOneRuns_isRefused() throws Exception {
    try (Connection rival = Database.connect();
        Statement statement = rival.createStatement()) {
      // Given
      rival.setAutoCommit(false);
      statement.execute("LOCK TABLE block");
      order("settle").statusCode(202);

      // Then
      order("merge")
          .statusCode(409)
          .contentType("application/problem+json")
          .header("Retry-After", "10")
          .body("type", endsWith("merge-running"), "detail", containsString("scrub"));
    }
    ended();
    order("merge").statusCode(202);
    ended();
  }

  @Test
  void homeThatAnotherProcessMerges_isSkipped() throws Exception {
    // Given
    TestSensor sensor = sensor();
    sensor.send(NOON, 1);
    sensor.awaitStored(1);
    try (Connection rival = Database.connect();
        Statement statement = rival.createStatement()) {
      statement.execute(
          "SELECT pg_advisory_lock(%d, home) FROM block".formatted(MergeTable.LOCK_CLASS));

      // When
      order("merge").statusCode(202);

      // Then
      Pipeline ended = ended();
      assertThat(ended.text("merging.order.state")).isEqualTo("done");
      assertThat(ended.text("merging.order.skipped")).isEqualTo("1");
      assertThat(Database.count("block WHERE level = 0")).isEqualTo(1);
    }
  }

  @Test
  void databaseDoesNotAnswer_theOrderFailsAndCanBeRepeated() throws Exception {
    // Given
    network.cut();
    network.refuse();

    // When
    order("merge").statusCode(202);

    // Then
    Pipeline failed = ended();
    assertThat(failed.text("merging.order.state")).isEqualTo("failed");
    assertThat(failed.text("merging.order.cause"))
        .isNotBlank()
        .isEqualTo(failed.text("merging.lastError.cause"));
    network.heal();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              order("merge").statusCode(202);
              return ended().text("merging.order.state").equals("done");
            });
  }

  private TestSensor sensor() {
    TestSensor sensor = new TestSensor();
    sensors.add(sensor);
    return sensor;
  }

  private List<List<String>> stored() throws SQLException {
    List<List<String>> stored = new ArrayList<>();
    for (TestSensor sensor : sensors) {
      stored.add(sensor.stored());
    }
    return stored;
  }

  private static ValidatableResponse order(String what) {
    return given().post("/v1/store/" + what).then();
  }

  private static Pipeline ended() {
    return await()
        .atMost(PATIENCE)
        .until(Pipeline::now, now -> !now.text("merging.order.state").equals("running"));
  }
}
