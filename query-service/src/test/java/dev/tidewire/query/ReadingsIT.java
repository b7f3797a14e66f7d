package dev.tidewire.query;

import static io.restassured.RestAssured.given;
import static io.restassured.path.json.config.JsonPathConfig.jsonPathConfig;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingTime;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(RealPostgres.class)
class ReadingsIT {
  private static final String SENSOR = "readings/boiler \"7\", é";

  private static long temperature;
  private static long pressure;

  @BeforeAll
  static void store() {
    Stored.partitions();
    temperature = Stored.series(SENSOR, "temperature", "Cel", "{\"site\":\"lyon\"}");
    pressure = Stored.series(SENSOR, "pressure", null, "{}");
    Stored.readings(temperature, "2026-02-01T00:00:00Z", "3 hours", 500);
    Stored.readings(pressure, "2026-02-01T00:00:00Z", "6 hours", 250);
    Stored.reading(temperature, "2026-11-22T10:00:00.123Z", 71.3);
    Stored.reading(temperature, "2026-11-22T10:00:00.123456Z", -0.5);
    Stored.reading(temperature, "1969-12-31T23:59:59.999999Z", 1e300);
    Stored.reading(temperature, "2031-01-01T00:00:00Z", 73);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "asc  | temperature,pressure | 0001-01-01T00:00:00Z | 9999-12-31T00:00:00Z | 97",
        "desc | temperature,pressure | 0001-01-01T00:00:00Z | 9999-12-31T00:00:00Z | 97",
        "asc  | temperature          | 2026-02-10T00:00:00Z | 2026-03-01T03:00:00Z | 10",
        "desc | pressure             | 2026-02-10T00:00:00Z | 2026-03-01T03:00:00Z | 1",
        "asc  | pressure             | 2026-02-10T00:00:00Z | 2026-02-10T00:00:01Z | 1000",
      })
  void pagesToTheEndAreWhatTheDatabaseHolds(
      String order, String metrics, String from, String to, int limit) {
    // Given
    Map<String, ?> query =
        Map.of(
            "sensor", SENSOR,
            "metric", List.of(metrics.split(",")),
            "from", from,
            "to", to,
            "order", order,
            "limit", limit);

    // When
    List<String> paged = new ArrayList<>();
    Response page = given().queryParams(query).get("/v1/readings");
    addReadings(page, limit, paged);
    while (page.header("Link") != null) {
      page = given().urlEncodingEnabled(false).get(nextLink(page));
      addReadings(page, limit, paged);
    }

    // Then
    assertThat(paged)
        .isNotEmpty()
        .isEqualTo(stored(metrics, Instant.parse(from), Instant.parse(to), order.equals("asc")));
  }

  @Test
  void jsonShowsAReadingAsItWasSent() {
    // When
    Response page =
        given()
            .queryParam("sensor", SENSOR)
            .queryParam("from", "2026-11-22T10:00:00Z")
            .get("/v1/readings");

    // Then
    page.then().statusCode(200).contentType("application/json");
    assertThat(page.asString())
        .isEqualTo(
            """
            {"readings":[\
            {"sensor":"readings/boiler \\"7\\", é","metric":"temperature","time":"2026-11-22T10:00:00.123Z","value":71.3,"unit":"Cel"},\
            {"sensor":"readings/boiler \\"7\\", é","metric":"temperature","time":"2026-11-22T10:00:00.123456Z","value":-0.5,"unit":"Cel"},\
            {"sensor":"readings/boiler \\"7\\", é","metric":"temperature","time":"2031-01-01T00:00:00Z","value":73,"unit":"Cel"}]}\
            """);
  }

  @Test
  void csvQuotesAsRfc4180() {
    // When
    Response csv =
        given()
            .accept("text/csv")
            .queryParam("sensor", SENSOR)
            .queryParam("to", "2026-02-01T00:00:01Z")
            .get("/v1/readings");

    // Then
    csv.then().statusCode(200).header("Content-Type", "text/csv;charset=utf-8");
    assertThat(csv.asString())
        .isEqualTo(
            """
            sensor,metric,time,value,unit
            "readings/boiler ""7"", é",temperature,1969-12-31T23:59:59.999999Z,1E300,Cel
            "readings/boiler ""7"", é",temperature,2026-02-01T00:00:00Z,0,Cel
            "readings/boiler ""7"", é",pressure,2026-02-01T00:00:00Z,0,
            """);
  }

  @Test
  void ndjsonHoldsAllThereIs() {
    // When
    Response ndjson =
        given()
            .accept("application/x-ndjson")
            .queryParam("sensor", SENSOR)
            .queryParam("order", "desc")
            .get("/v1/readings");

    // Then
    ndjson.then().statusCode(200).contentType("application/x-ndjson");
    List<String> lines = ndjson.asString().lines().toList();
    assertThat(lines).hasSize(754);
    assertThat(JsonPath.from(lines.get(0)).getString("time")).isEqualTo("2031-01-01T00:00:00Z");
    assertThat(JsonPath.from(lines.get(753)).getDouble("value")).isEqualTo(1e300);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 101, 754, 5000})
  void aStreamStopsAtItsLimit(int limit) {
    // When
    Response csv =
        given()
            .accept("text/csv")
            .queryParam("sensor", SENSOR)
            .queryParam("limit", limit)
            .get("/v1/readings");

    // Then
    assertThat(csv.asString().lines().count()).isEqualTo(1 + Math.min(limit, 754));
  }

  @Test
  void aSensorWithoutReadingsInTheRangeHasAnEmptyPage() {
    // When
    Response page =
        given()
            .queryParam("sensor", SENSOR)
            .queryParam("to", -86_400_000L * 365)
            .get("/v1/readings");

    // Then
    assertThat(page.asString()).isEqualTo("{\"readings\":[]}");
  }

  @Test
  void aNewMetricIsFoundAtOnce() {
    // Given
    long old = Stored.series("readings-new-metric", "old", null, "{}");
    Stored.reading(old, "2026-03-01T00:00:00Z", 1);
    given().get("/v1/readings?sensor=readings-new-metric&metric=old").then().statusCode(200);
    long fresh = Stored.series("readings-new-metric", "fresh", null, "{}");
    Stored.reading(fresh, "2026-03-01T00:00:00Z", 2);

    // When
    Response all = given().get("/v1/readings?sensor=readings-new-metric");
    Response named = given().get("/v1/readings?sensor=readings-new-metric&metric=fresh");

    // Then
    assertThat(all.jsonPath().getList("readings.value")).containsExactly(1, 2);
    assertThat(named.jsonPath().getList("readings.value")).containsExactly(2);
  }

  @Test
  void headSendsNoReadings() {
    // When
    Response head = given().accept("text/csv").queryParam("sensor", SENSOR).head("/v1/readings");

    // Then
    head.then().statusCode(200).header("Content-Type", "text/csv;charset=utf-8");
    assertThat(head.asString()).isEmpty();
  }

  private static void addReadings(Response page, int limit, List<String> to) {
    page.then().statusCode(200).header("Vary", "Accept, Accept-Encoding");
    JsonPath json = page.jsonPath(jsonPathConfig().numberReturnType(NumberReturnType.DOUBLE));
    List<Map<String, Object>> readings = json.getList("readings");
    assertThat(readings).hasSizeLessThanOrEqualTo(limit);
    assertThat(json.getString("next") != null).isEqualTo(page.header("Link") != null);
    for (Map<String, Object> reading : readings) {
      double value = ((Number) reading.get("value")).doubleValue();
      to.add(reading.get("metric") + "," + reading.get("time") + "," + value);
    }
  }

  private static String nextLink(Response page) {
    String link = page.header("Link");
    assertThat(link).startsWith("<").endsWith(">; rel=\"next\"");
    return link.substring(1, link.indexOf('>'));
  }

  /** What the database holds, as CSV. */
  private static List<String> stored(String metrics, Instant from, Instant to, boolean ascending) {
    Map<String, Long> ids = Map.of("temperature", temperature, "pressure", pressure);
    record One(long time, long id, String csv) {}
    List<One> all = new ArrayList<>();
    for (String metric : metrics.split(",")) {
      long id = ids.get(metric);
      StoredFrames.of(id)
          .subMap(ReadingTime.toMicros(from), ReadingTime.toMicros(to))
          .forEach(
              (time, value) ->
                  all.add(
                      new One(time, id, metric + "," + ReadingTime.toInstant(time) + "," + value)));
    }
    Comparator<One> order = Comparator.comparingLong(One::time).thenComparingLong(One::id);
    return all.stream().sorted(ascending ? order : order.reversed()).map(One::csv).toList();
  }
}
