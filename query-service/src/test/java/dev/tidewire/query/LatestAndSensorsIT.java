package dev.tidewire.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(RealPostgres.class)
class LatestAndSensorsIT {
  @BeforeAll
  static void store() {
    Stored.partitions();
    long temperature = Stored.series("las/a", "temperature", "Cel", "{\"site\":\"lyon\"}");
    long pressure = Stored.series("las/a", "pressure", null, "{}");
    long silent = Stored.series("las/b", "value", null, "{}");
    Stored.series("las/empty", "value", null, "{}");
    Stored.series("las/é😀", "value", null, "{}");
    Stored.readings(temperature, "2026-02-01T00:00:00Z", "1 day", 300);
    Stored.reading(silent, "1999-01-01T00:00:00Z", 1);
    // Where a living series has its latest reading, whenever this runs.
    Stored.reading(pressure, Instant.now().minusSeconds(60).toString(), 5);
    Stored.reading(pressure, Instant.now().plusSeconds(3600).toString(), 6);
  }

  @Test
  void latestOfASensorHasEveryMetric() {
    // When
    Response latest = given().queryParam("sensor", "las/a").get("/v1/latest");

    // Then
    latest.then().statusCode(200).contentType("application/json");
    assertThat(latest.jsonPath().getList("readings.metric"))
        .containsExactly("pressure", "temperature");
    assertThat(latest.jsonPath().getList("readings.value")).containsExactly(6, 299);
    assertThat(latest.jsonPath().getString("readings[1].time")).isEqualTo("2026-11-27T00:00:00Z");
    assertThat(latest.jsonPath().getString("readings[1].unit")).isEqualTo("Cel");
  }

  @Test
  void latestOfManyIsInTheOrderAskedAndNamesTheUnknown() {
    // When
    Response latest =
        given()
            .queryParam("sensor", "las/nowhere", "las/b", "las/a", "las/empty")
            .queryParam("metric", "value", "temperature")
            .get("/v1/latest");

    // Then
    latest.then().statusCode(200);
    assertThat(latest.asString())
        .isEqualTo(
            """
            {"readings":[\
            {"sensor":"las/b","metric":"value","time":"1999-01-01T00:00:00Z","value":1},\
            {"sensor":"las/a","metric":"temperature","time":"2026-11-27T00:00:00Z","value":299,"unit":"Cel"}],\
            "unknown":["las/nowhere"],\
            "unknownMetrics":[{"sensor":"las/b","metric":"temperature"},\
            {"sensor":"las/a","metric":"value"},{"sensor":"las/empty","metric":"temperature"}]}\
            """);
  }

  @Test
  void latestOfManyAsLinesHasTheReadingsAlone() {
    // Given
    var request =
        given()
            .queryParam("sensor", "las/nowhere", "las/b", "las/a", "las/empty")
            .queryParam("metric", "value", "temperature");
    // Then
    Response csv = request.accept("text/csv").get("/v1/latest");
    csv.then().statusCode(200).header("Content-Type", "text/csv;charset=utf-8");
    assertThat(csv.asString())
        .isEqualTo(
            """
            sensor,metric,time,value,unit
            las/b,value,1999-01-01T00:00:00Z,1,
            las/a,temperature,2026-11-27T00:00:00Z,299,Cel
            """);
    Response ndjson = request.accept("application/x-ndjson").get("/v1/latest");
    ndjson
        .then()
        .statusCode(200)
        .contentType("application/x-ndjson")
        .header("Vary", "Accept, Accept-Encoding");
    assertThat(ndjson.asString())
        .isEqualTo(
            """
            {"sensor":"las/b","metric":"value","time":"1999-01-01T00:00:00Z","value":1}
            {"sensor":"las/a","metric":"temperature","time":"2026-11-27T00:00:00Z","value":299,"unit":"Cel"}
            """);
  }

  @Test
  void latestOfMoreSeriesThanAFetchIsComplete() {
    // Given
    Stored.execute(
        "INSERT INTO series (sensor, metric) SELECT 'las-many', 'm' || n FROM generate_series(1,"
            + " 300) AS n");
    for (long id : Stored.ids("las-many")) {
      Stored.reading(id, Instant.now().toString(), id);
    }
    // When
    Response csv = given().accept("text/csv").get("/v1/latest?sensor=las-many");
    // Then
    assertThat(csv.asString().lines().skip(1).map(line -> line.split(",")[3]))
        .containsExactlyElementsOf(
            Stored.rows("SELECT id FROM series WHERE sensor = 'las-many' ORDER BY metric"));
  }

  @Test
  void latestOfNothingKnownIs404() {
    given()
        .queryParam("sensor", "las/nowhere")
        .get("/v1/latest")
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
    given()
        .queryParam("sensor", "las/a")
        .queryParam("metric", "humidity")
        .get("/v1/latest")
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
  }

  @Test
  void aSensorShowsItsSeries() {
    // Given
    Stored.execute(
        "UPDATE series SET tags_since = '2026-02-02T03:04:05Z'"
            + " WHERE sensor = 'las/a' AND metric = 'temperature'");

    // When
    Response sensor = given().get("/v1/sensors/{sensor}", "las/a");

    // Then
    sensor.then().statusCode(200);
    assertThat(sensor.jsonPath().getString("sensor")).isEqualTo("las/a");
    assertThat(sensor.jsonPath().getList("series.metric"))
        .containsExactly("pressure", "temperature");
    assertThat(sensor.jsonPath().getMap("series[1]"))
        .containsEntry("unit", "Cel")
        .containsEntry("tagsSince", "2026-02-02T03:04:05Z")
        .containsEntry("firstTime", "2026-02-01T00:00:00Z")
        .containsEntry("lastTime", "2026-11-27T00:00:00Z");
    assertThat(sensor.asString()).contains("\"tags\":{\"site\":\"lyon\"}");
    assertThat(sensor.jsonPath().getMap("series[0]")).doesNotContainKey("tagsSince");
  }

  @Test
  void theSeriesOfASensorComeInPages() {
    // Given
    Stored.execute(
        "INSERT INTO series (sensor, metric) SELECT 'las-wide', to_char(n, 'FM0000') FROM"
            + " generate_series(1, 450) AS n");

    // When
    List<String> metrics = new ArrayList<>();
    Response page = given().queryParam("limit", 200).get("/v1/sensors/las-wide");
    metrics.addAll(page.jsonPath().getList("series.metric"));
    while (page.jsonPath().getString("next") != null) {
      assertThat(page.header("Link")).contains("cursor=" + page.jsonPath().getString("next"));
      page =
          given()
              .queryParam("limit", 200)
              .queryParam("cursor", page.jsonPath().getString("next"))
              .get("/v1/sensors/las-wide");
      metrics.addAll(page.jsonPath().getList("series.metric"));
    }

    // Then
    List<String> all =
        Stored.rows("SELECT metric FROM series WHERE sensor = 'las-wide' ORDER BY 1");
    assertThat(metrics).hasSize(450).containsExactlyElementsOf(all);
    Response csv = given().accept("text/csv").get("/v1/sensors/las-wide");
    csv.then().statusCode(200).header("Vary", "Accept, Accept-Encoding");
    assertThat(csv.asString().lines().findFirst())
        .contains("metric,unit,tags,tagsSince,firstTime,lastTime");
    assertThat(csv.asString().lines().skip(1).map(line -> line.split(",")[0]))
        .containsExactlyElementsOf(all);
  }

  @Test
  void ofASensorWithMoreMetricsThanARequestMayReadThoseNamedAreFound() {
    // Given
    Stored.execute(
        "INSERT INTO series (sensor, metric) SELECT 'las-huge', to_char(n, 'FM0000') FROM"
            + " generate_series(1, 501) AS n");
    Stored.readings(Stored.ids("las-huge"), Instant.now().toString(), "1 second", 1, n -> 1);

    // When
    Response all = given().get("/v1/latest?sensor=las-huge");
    Response last = given().get("/v1/latest?sensor=las-huge&metric=0501&metric=none");
    Response unknown = given().get("/v1/readings?sensor=las-huge&metric=0501&metric=none");

    // Then
    all.then().statusCode(400);
    assertThat(all.jsonPath().getString("detail")).contains("more series than the 500");
    assertThat(last.jsonPath().getList("readings.metric")).containsExactly("0501");
    assertThat(last.jsonPath().getList("unknownMetrics.metric")).containsExactly("none");
    unknown.then().statusCode(404);
    assertThat(unknown.jsonPath().getString("detail"))
        .contains("`none`")
        .contains("it measures 0001, 0002,")
        .endsWith(" and more.");
  }

  @Test
  void aSensorWithMoreMetricsThanAPageHolds_isListedWithTheFirstOfThem() {
    // Given
    Stored.execute(
        "INSERT INTO series (sensor, metric) SELECT 'las-widest/1', to_char(n, 'FM00000') FROM"
            + " generate_series(1, 10001) AS n");
    Stored.series("las-widest/2", "value", null, "{}");
    // When
    Response first = given().get("/v1/sensors?prefix=las-widest/");
    // Then
    assertThat(first.jsonPath().getList("sensors.sensor"))
        .containsExactly("las-widest/1", "las-widest/2");
    assertThat(first.jsonPath().getList("sensors[0].metrics")).hasSize(10_000);
    assertThat(first.jsonPath().getBoolean("sensors[0].moreMetrics")).isTrue();
    assertThat(first.asString())
        .endsWith("{\"sensor\":\"las-widest/2\",\"metrics\":[\"value\"]}]}");
  }

  @Test
  void aPageOfSeriesEndsBeforeItCostsTooMuch() {
    // Given
    Stored.execute(
        "INSERT INTO series (sensor, metric) SELECT 'las-costly', to_char(n, 'FM0000') FROM"
            + " generate_series(1, 101) AS n");
    // When
    Response page = given().get("/v1/sensors/las-costly?limit=10000");
    // Then
    assertThat(page.jsonPath().getList("series")).hasSize(100);
    assertThat(page.header("Link")).contains("cursor=" + page.jsonPath().getString("next"));
  }

  @Test
  void aLongListOfUnknownNamesIsCut() {
    // When
    Response latest =
        given()
            .get(
                IntStream.rangeClosed(1, 300)
                    .mapToObj(n -> "&sensor=none-" + n)
                    .collect(Collectors.joining("", "/v1/latest?sensor=none", "")));
    // Then
    assertThat(latest.jsonPath().getString("detail"))
        .isEqualTo(
            "No reading of sensor `none`, `none-1`, `none-2`, `none-3`, `none-4`, `none-5`, `none-6`,"
                + " `none-7`, `none-8`, `none-9` and 291 more was ever stored.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"las%2Fempty", "las/empty", "las%2F%C3%A9%F0%9F%98%80"})
  void aSensorWithoutReadingsIsKnownHoweverItsNameIsEscaped(String path) {
    // When
    Response sensor = given().urlEncodingEnabled(false).get("/v1/sensors/" + path);

    // Then
    sensor.then().statusCode(200);
    assertThat(sensor.jsonPath().getMap("series[0]")).containsOnlyKeys("metric", "tags");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 1000})
  void thePagesOfAPrefixAreAllItsSensors(int limit) {
    // When
    List<String> sensors = new ArrayList<>();
    Response page =
        given().queryParam("prefix", "las/").queryParam("limit", limit).get("/v1/sensors");
    sensors.addAll(page.jsonPath().getList("sensors.sensor"));
    while (page.jsonPath().getString("next") != null) {
      page =
          given()
              .queryParam("prefix", "las/")
              .queryParam("limit", limit)
              .queryParam("cursor", page.jsonPath().getString("next"))
              .get("/v1/sensors");
      sensors.addAll(page.jsonPath().getList("sensors.sensor"));
    }

    // Then
    assertThat(sensors).containsExactly("las/a", "las/b", "las/empty", "las/é😀");
  }

  @Test
  void aListedSensorShowsItsMetrics() {
    // When
    Response page = given().queryParam("prefix", "las/a").get("/v1/sensors");

    // Then
    assertThat(page.asString())
        .isEqualTo(
            "{\"sensors\":[{\"sensor\":\"las/a\",\"metrics\":[\"pressure\",\"temperature\"]}]}");
  }

  @Test
  void theListAsLinesIsNotPaged() {
    // Given
    var request = given().queryParam("prefix", "las/");
    // Then
    Response csv = request.accept("text/csv").get("/v1/sensors");
    csv.then().statusCode(200).header("Content-Type", "text/csv;charset=utf-8");
    assertThat(csv.asString())
        .isEqualTo(
            """
            sensor,metrics,moreMetrics
            las/a,"[""pressure"",""temperature""]",
            las/b,"[""value""]",
            las/empty,"[""value""]",
            las/é😀,"[""value""]",
            """);
    Response ndjson =
        request.accept("application/x-ndjson").queryParam("limit", 1).get("/v1/sensors");
    assertThat(ndjson.asString())
        .isEqualTo("{\"sensor\":\"las/a\",\"metrics\":[\"pressure\",\"temperature\"]}\n");
  }

  @Test
  void aListLongerThanAFetchIsComplete() {
    // Given
    Stored.execute(
        "INSERT INTO series (sensor, metric) SELECT 'las-long/' || to_char(n, 'FM0000'), 'm' FROM"
            + " generate_series(1, 450) AS n");
    // When
    Response csv = given().accept("text/csv").get("/v1/sensors?prefix=las-long/");
    // Then
    assertThat(csv.asString().lines().skip(1).map(line -> line.split(",")[0]))
        .containsExactlyElementsOf(
            Stored.rows("SELECT sensor FROM series WHERE sensor LIKE 'las-long/%' ORDER BY 1"));
  }

  @Test
  void anEmptyPrefixListsEverything() {
    // Given
    String count = Stored.rows("SELECT count(DISTINCT sensor) FROM series").get(0);

    // When
    Response all = given().accept("application/x-ndjson").get("/v1/sensors");
    // Then
    assertThat(all.asString().lines()).hasSize(Integer.parseInt(count));
  }
}
