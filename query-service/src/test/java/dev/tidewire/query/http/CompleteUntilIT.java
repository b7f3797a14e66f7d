package dev.tidewire.query.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.Topics;
import dev.tidewire.contract.receipt.Receipt;
import dev.tidewire.query.RealPostgres;
import dev.tidewire.query.Stored;
import dev.tidewire.query.http.SentRecords.OpenTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each answer says until when all is stored; the test sends and stores. */
@QuarkusTest
@WithTestResource(RealPostgres.class)
@WithTestResource(RealKafka.class)
class CompleteUntilIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static SentRecords topic;

  @BeforeAll
  static void open() {
    topic = new SentRecords();
  }

  @BeforeEach
  void storeAll() {
    for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
      topic.store(topic.send(partition));
    }
  }

  @AfterAll
  static void close() {
    topic.close();
    Stored.execute("DELETE FROM watermark");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/sensors",
        "/v1/latest?sensor=none",
        "/v1/readings?sensor=none",
        "/v1/sensors/none"
      })
  void whereNothingWaits_itIsNow(String uri) {
    // Given
    Instant before = Instant.now();

    // Then
    await().atMost(PATIENCE).until(() -> until(uri).filter(before::isBefore).isPresent());
    assertThat(until(uri).orElseThrow()).isBefore(Instant.now());
  }

  @Test
  void whileARecordWaits_itIsNotLater_andThenGoesOn() {
    // Given
    await().atMost(PATIENCE).until(() -> until("/v1/sensors").isPresent());
    Receipt waiting = topic.send(3);
    Instant sent = Instant.ofEpochMilli(waiting.sentMillis());

    // When
    await()
        .during(Duration.ofSeconds(3))
        .atMost(PATIENCE)
        .until(() -> !until("/v1/sensors").orElseThrow().isAfter(sent));

    // Then
    topic.store(waiting);
    await().atMost(PATIENCE).until(() -> until("/v1/sensors").orElseThrow().isAfter(sent));
  }

  @Test
  void whatWaitsBehindAnOpenTransaction_isNotComplete() {
    // Given
    Receipt behind;
    try (OpenTransaction open = SentRecords.transaction(4)) {
      topic.watermark(4, open.offset());
      behind = topic.send(4);
      Instant sent = Instant.ofEpochMilli(behind.sentMillis());

      // Then
      await()
          .during(Duration.ofSeconds(3))
          .atMost(PATIENCE)
          .until(() -> until("/v1/sensors").filter(sent::isBefore).isEmpty());
    }
    topic.watermark(4, behind.places().get(0).offset() + 2);
    assertGoesOn();
  }

  @Test
  void whenAPartitionHasLostItsEnd_itIsNotKnown() {
    // Given
    Receipt last = topic.send(5);
    long end = last.places().get(0).offset() + 1;
    topic.watermark(5, end + 50);

    // Then
    await().atMost(PATIENCE).until(() -> until("/v1/sensors").isEmpty());
    await().during(Duration.ofSeconds(2)).until(() -> until("/v1/sensors").isEmpty());
    topic.watermark(5, end);
    assertGoesOn();
  }

  private static void assertGoesOn() {
    Instant now = Instant.now();
    await().atMost(PATIENCE).until(() -> until("/v1/sensors").filter(now::isBefore).isPresent());
  }

  @Test
  void errorsOfTheRequest_areAnsweredAsEver() {
    // When
    Response answer = given().get("/v1/readings?nonsense=1");

    // Then
    answer.then().statusCode(400).contentType("application/problem+json");
  }

  private static Optional<Instant> until(String uri) {
    return Optional.ofNullable(given().get(uri).header("Tidewire-Complete-Until"))
        .map(Instant::parse);
  }
}
