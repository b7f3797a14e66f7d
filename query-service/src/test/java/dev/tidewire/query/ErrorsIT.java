package dev.tidewire.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(RealPostgres.class)
class ErrorsIT {
  @BeforeAll
  static void store() {
    Stored.partitions();
    Stored.series("errors", "value", null, "{}");
  }

  @ParameterizedTest
  @CsvSource({
    "400, /v1/readings",
    "400, /v1/readings?sensor=errors&from=2&to=2",
    "400, /v1/readings?sensor=errors&from=3&to=2",
    "400, /v1/readings?sensor=errors&from=yesterday",
    "400, /v1/readings?sensor=errors&limit=0",
    "400, /v1/readings?sensor=errors&limit=10001",
    "400, /v1/readings?sensor=errors&order=up",
    "400, /v1/readings?sensor=errors&cursor=AAAA",
    "400, /v1/readings?sensor=errors&sensor=other",
    "400, /v1/readings?sensor=errors&sort=value",
    "400, /v1/readings?sensor=a%00b",
    "400, /v1/readings?sensor=errors&metric=%01",
    "400, /v1/latest",
    "400, /v1/latest?sensor=",
    "400, /v1/latest?sensor=errors&limit=1",
    "400, /v1/sensors?limit=x",
    "400, /v1/sensors?cursor=%7B%7D",
    "400, /v1/sensors?prefix=%0a",
    "400, /v1/sensors/%00",
    "400, /v1/sensors/errors?x=1",
    "404, /v1/readings?sensor=errors-nowhere",
    "404, /v1/readings?sensor=errors&metric=humidity",
    "404, /v1/readings?sensor=errors&metric=value&metric=humidity",
    "404, /v1/latest?sensor=errors-nowhere",
    "404, /v1/sensors/errors-nowhere",
    "404, /v1/sensors/' OR 1=1 --",
  })
  void aRequestThatCannotBeAnsweredGetsAProblem(int status, String uri) {
    // When
    Response response = given().urlEncodingEnabled(uri.contains(" ")).get(uri);

    // Then
    assertProblem(response, status);
  }

  @Test
  void aProblemSaysWhatWhereAndHowToFixIt() {
    // When
    Response response = given().get("/v1/readings?sensor=errors&limit=0&order=up");

    // Then
    assertThat(response.jsonPath().getString("type"))
        .isEqualTo("https://tidewire.dev/problems/invalid-parameter");
    assertThat(response.jsonPath().getList("errors.parameter")).containsExactly("order", "limit");
    assertThat(response.jsonPath().getString("errors[1].detail"))
        .isEqualTo("`limit`: It must be a whole number from 1 to 10000.");
  }

  @Test
  void anUnknownMetricIsAnsweredWithTheKnownOnes() {
    Response response = given().get("/v1/readings?sensor=errors&metric=humidity");
    assertThat(response.jsonPath().getString("detail"))
        .isEqualTo("Sensor `errors` has no reading of `humidity`; it measures value.");
  }

  private static void assertProblem(Response response, int status) {
    response.then().statusCode(status).contentType("application/problem+json");
    assertThat(response.jsonPath().getInt("status")).isEqualTo(status);
    assertThat(response.jsonPath().getString("type")).isNotBlank();
    assertThat(response.jsonPath().getString("title")).isNotBlank();
    assertThat(response.jsonPath().getString("detail")).isNotBlank();
  }
}
