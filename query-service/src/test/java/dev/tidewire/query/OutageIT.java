package dev.tidewire.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tidewire.local.TestStack;
import dev.tidewire.platform.http.Management;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(RealPostgres.class)
class OutageIT {
  private static final int READINGS = 400_000;

  private final TestStack stack = TestStack.shared();

  @TestHTTPResource("/")
  URI service;

  @BeforeEach
  void store() {
    Stored.partitions();
    if (Stored.rows("SELECT 1 FROM series WHERE sensor = 'outage'").isEmpty()) {
      long series = Stored.series("outage", "value", null, "{}");
      Stored.readings(series, "2026-03-01T00:00:00Z", "1 second", READINGS);
    }
    answersAgain();
  }

  @AfterEach
  void startAgain() {
    stack.startPostgres();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/readings?sensor=outage",
        "/v1/latest?sensor=outage",
        "/v1/sensors",
        "/v1/sensors/outage"
      })
  void whileTheDatabaseIsGoneEveryAnswerIs503InTime(String uri) {
    // Given
    stack.stopPostgres();

    // When
    List<Response> responses = List.of(given().get(uri), given().get(uri), given().get(uri));

    // Then
    for (Response response : responses) {
      response.then().statusCode(503).contentType("application/problem+json");
      assertThat(response.header("Retry-After")).isEqualTo("2");
      assertThat(response.time()).isLessThanOrEqualTo(2500);
    }
    given().get(Management.uri("/q/health/live")).then().statusCode(200);
    assertThat(given().get(Management.uri("/q/health/ready")).statusCode()).isEqualTo(503);

    // And
    stack.startPostgres();
    answersAgain();
  }

  @Test
  void aStreamThatLosesItsDatabaseIsCutAndNotEnded() throws Exception {
    // Given
    HttpRequest request =
        HttpRequest.newBuilder(service.resolve("/v1/readings?sensor=outage"))
            .header("Accept", "text/csv")
            .build();
    InputStream body =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream()).body();
    assertThat(body.readNBytes(1000)).hasSize(1000);

    // When
    stack.killPostgres();

    // Then
    assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
  }

  @Test
  void aMissingTableIsNamedByReadiness() {
    // Given
    Stored.execute("ALTER TABLE series RENAME TO moved");
    try {
      // When
      Response ready = given().get(Management.uri("/q/health/ready"));
      Response list = given().get("/v1/sensors");

      // Then
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.asString()).contains("Tables are missing: series.", "migrations");
      list.then().statusCode(503);
      assertThat(list.jsonPath().getString("detail")).contains("migrations");
    } finally {
      Stored.execute("ALTER TABLE moved RENAME TO series");
    }
  }

  private static void answersAgain() {
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              given().get("/v1/latest?sensor=outage").then().statusCode(200);
              given().get(Management.uri("/q/health/ready")).then().statusCode(200);
            });
  }
}
