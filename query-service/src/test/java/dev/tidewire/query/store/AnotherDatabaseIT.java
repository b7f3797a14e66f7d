package dev.tidewire.query.store;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.query.RealPostgres;
import dev.tidewire.query.Stored;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database takes the place of another one, and has given ids to other series. */
@QuarkusTest
@WithTestResource(RealPostgres.class)
class AnotherDatabaseIT {
  private String sensor;
  private String other;

  @BeforeAll
  static void partitions() {
    Stored.partitions();
  }

  @BeforeEach
  void twoSensors() {
    sensor = "another/" + System.nanoTime();
    other = sensor + "/other";
    Stored.reading(Stored.series(sensor, "value", null, "{}"), "2026-03-01T00:00:00Z", 1);
    Stored.reading(Stored.series(other, "value", null, "{}"), "2026-03-01T00:00:00Z", 2);
  }

  @Test
  void whatWasLearntOfADatabaseIsNotAskedOfAnother() {
    // Given
    assertThat(values("readings", sensor)).containsExactly(1.0);
    assertThat(values("readings", other)).containsExactly(2.0);
    // When
    exchangeNames();

    // Then
    assertThat(values("readings", sensor)).containsExactly(2.0);
    assertThat(values("readings", other)).containsExactly(1.0);
  }

  @Test
  void theLatestIsThatOfTheSeriesWithTheName() {
    // Given
    assertThat(values("latest", sensor)).containsExactly(1.0);
    // When
    exchangeNames();

    // Then
    assertThat(values("latest", sensor)).containsExactly(2.0);
  }

  private void exchangeNames() {
    Stored.execute("UPDATE series SET sensor = ? WHERE sensor = ?", sensor + "/x", sensor);
    Stored.execute("UPDATE series SET sensor = ? WHERE sensor = ?", sensor, other);
    Stored.execute("UPDATE series SET sensor = ? WHERE sensor = ?", other, sensor + "/x");
  }

  private static List<Double> values(String what, String sensor) {
    Response answer =
        await()
            .atMost(Duration.ofSeconds(10))
            .until(
                () -> given().get("/v1/" + what + "?metric=value&sensor=" + sensor),
                response -> response.statusCode() != 503);
    return answer
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("readings.value", Double.class);
  }
}
