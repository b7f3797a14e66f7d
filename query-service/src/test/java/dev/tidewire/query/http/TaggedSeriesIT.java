package dev.tidewire.query.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.query.RealPostgres;
import dev.tidewire.query.Stored;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Series are asked for by their tags, as agents name them: a metric with labels behind it. */
@QuarkusTest
@WithTestResource(RealPostgres.class)
class TaggedSeriesIT {
  private static final String TIME = "2026-02-01T00:00:00Z";
  private static final String CPU0 = "usage{cpu=\"cpu0\"}";
  private static final String CPU1 = "usage{cpu=\"cpu1\"}";

  @BeforeAll
  static void store() {
    Stored.partitions();
    series("tag/a", CPU0, "{\"cpu\":\"cpu0\",\"site\":\"lyon\"}", 1);
    series("tag/a", CPU1, "{\"cpu\":\"cpu1\",\"site\":\"lyon\"}", 2);
    series("tag/a", "usage", "{\"site\":\"lyon\",\"at\":\"12:30\"}", 3);
    series("tag/a", "usages{cpu=\"cpu0\"}", "{\"cpu\":\"cpu0\"}", 4);
    series("tag/b", CPU0, "{\"cpu\":\"cpu0\"}", 5);
    series("tag/many", "first", "{\"cpu\":\"cpu0\"}", 6);
    Stored.execute(
        "INSERT INTO series (home, sensor, metric) SELECT 3, 'tag/many', 'm' || n FROM generate_series(1, 10001) AS n");
  }

  private static void series(String sensor, String metric, String tags, double value) {
    Stored.reading(Stored.series(sensor, metric, null, tags), TIME, value);
  }

  @Test
  void aMetricAndATagFindTheSeriesWithTheLabel() {
    assertThat(values("/v1/readings", "tag/a", "usage", "cpu:cpu0")).containsExactly(1.0);
    assertThat(values("/v1/latest", "tag/a", "usage", "cpu:cpu1")).containsExactly(2.0);
  }

  @Test
  void aMetricAndATagFindTheMetricWithoutLabels_too() {
    assertThat(values("/v1/latest", "tag/a", "usage", "site:lyon"))
        .containsExactlyInAnyOrder(1.0, 2.0, 3.0);
  }

  @Test
  void allTagsMustMatch() {
    // When
    Response both =
        given()
            .queryParam("sensor", "tag/a")
            .queryParam("tag", "site:lyon", "cpu:cpu1")
            .get("/v1/latest");

    // Then
    assertThat(both.jsonPath().getList("readings.metric")).containsExactly(CPU1);
  }

  @Test
  void aTagAloneFindsAllMetrics_andItsValueMayHaveAColon() {
    assertThat(values("/v1/readings", "tag/a", null, "cpu:cpu0"))
        .containsExactlyInAnyOrder(1.0, 4.0);
    assertThat(values("/v1/readings", "tag/a", null, "at:12:30")).containsExactly(3.0);
  }

  @Test
  void latestOfSeveralSensorsLeavesOutThoseWithoutTheTag() {
    // When
    Response latest =
        given()
            .queryParam("sensor", "tag/b", "tag/nowhere", "tag/a")
            .queryParam("metric", "usage")
            .queryParam("tag", "cpu:cpu0")
            .get("/v1/latest");

    // Then
    assertThat(latest.jsonPath().getList("readings.sensor")).containsExactly("tag/b", "tag/a");
    assertThat(latest.jsonPath().getList("unknown")).isNull();
  }

  @Test
  void tagThatNoSeriesHas_isNotFound() {
    for (String path : List.of("/v1/readings", "/v1/latest")) {
      // When
      Response none = ask(path, "tag/a", "usage", "cpu:cpu9");

      // Then
      none.then().statusCode(404).contentType("application/problem+json");
      assertThat(none.jsonPath().getString("detail"))
          .contains("`tag/a`", "`usage`", "`cpu:cpu9`", "/v1/sensors/");
    }
  }

  @Test
  void moreSeriesThanMayBeLookedAt_areTooMany_andAMetricNarrowsThem() {
    // When
    Response many = ask("/v1/latest", "tag/many", null, "cpu:cpu0");

    // Then
    many.then().statusCode(400);
    assertThat(many.jsonPath().getString("errors[0].detail")).contains("`metric`");
    assertThat(values("/v1/latest", "tag/many", "first", "cpu:cpu0")).containsExactly(6.0);
  }

  @Test
  void aPageGoesOnOnlyWithTheSameTags() {
    // Given
    String next =
        given()
            .queryParam("sensor", "tag/a")
            .queryParam("tag", "site:lyon")
            .queryParam("limit", 1)
            .get("/v1/readings")
            .jsonPath()
            .getString("next");

    // When
    Response other =
        given()
            .queryParam("sensor", "tag/a")
            .queryParam("tag", "cpu:cpu0")
            .queryParam("cursor", next)
            .get("/v1/readings");

    // Then
    other.then().statusCode(400);
    assertThat(other.jsonPath().getString("errors[0].detail")).contains("tag");
  }

  private static List<Double> values(String path, String sensor, String metric, String tag) {
    Response answer = ask(path, sensor, metric, tag);
    answer.then().statusCode(200);
    return answer.jsonPath().getList("readings.value", Double.class);
  }

  private static Response ask(String path, String sensor, String metric, String tag) {
    var request = given().queryParam("sensor", sensor).queryParam("tag", tag);
    return metric == null ? request.get(path) : request.queryParam("metric", metric).get(path);
  }
}
