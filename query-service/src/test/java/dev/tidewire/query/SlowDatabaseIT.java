package dev.tidewire.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that takes statements and does not answer. */
@QuarkusTest
@WithTestResource(RealPostgres.class)
class SlowDatabaseIT {
  private static final int MORE_THAN_POOL_AND_QUEUE = 200;

  @TestHTTPResource("/")
  URI service;

  @BeforeEach
  void store() {
    Stored.partitions();
    if (Stored.rows("SELECT 1 FROM series WHERE sensor = 'slow'").isEmpty()) {
      Stored.series("slow", "value", null, "{}");
    }
  }

  @Test
  void everyAnswerComesInTimeHoweverManyWait() throws SQLException {
    // Given
    HttpClient client = HttpClient.newHttpClient();
    given().get("/v1/readings?sensor=slow").then().statusCode(200);

    try (Locked series = new Locked("series")) {
      // When
      long start = System.nanoTime();
      List<CompletableFuture<HttpResponse<String>>> responses =
          Stream.generate(() -> send(client, "/v1/readings?sensor=slow"))
              .limit(MORE_THAN_POOL_AND_QUEUE)
              .toList();
      responses.forEach(CompletableFuture::join);
      Duration took = Duration.ofNanos(System.nanoTime() - start);

      // Then
      assertThat(took).isLessThan(Duration.ofMillis(4000));
      assertThat(responses)
          .allSatisfy(
              response -> {
                assertThat(response.join().statusCode()).isEqualTo(503);
                assertThat(response.join().headers().firstValue("Retry-After")).isPresent();
              });
      assertThat(responses)
          .as("the server stops the statements that it has begun")
          .anySatisfy(
              response ->
                  assertThat(response.join().body()).contains("took too long and was stopped"));
    }

    // And
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> given().get("/v1/readings?sensor=slow").then().statusCode(200));
  }

  private CompletableFuture<HttpResponse<String>> send(HttpClient client, String uri) {
    return client.sendAsync(
        HttpRequest.newBuilder(service.resolve(uri)).version(HttpClient.Version.HTTP_1_1).build(),
        BodyHandlers.ofString());
  }
}
