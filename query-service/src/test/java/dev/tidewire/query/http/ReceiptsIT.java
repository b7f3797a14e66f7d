package dev.tidewire.query.http;

import static dev.tidewire.query.http.SentRecords.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.Topics;
import dev.tidewire.contract.receipt.Place;
import dev.tidewire.contract.receipt.Receipt;
import dev.tidewire.local.TestStack;
import dev.tidewire.platform.http.Management;
import dev.tidewire.query.RealPostgres;
import dev.tidewire.query.Stored;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about the readings that a token names; the test sends and stores. */
@QuarkusTest
@WithTestResource(RealPostgres.class)
@WithTestResource(RealKafka.class)
class ReceiptsIT {
  private static final String SENSORS = "/v1/sensors";

  /** A quarter of those who may wait. */
  private static final int SHARE = 62;

  @TestHTTPResource("/")
  URI root;

  private static SentRecords topic;

  @BeforeAll
  static void open() {
    topic = new SentRecords();
  }

  @AfterAll
  static void close() {
    topic.close();
  }

  @AfterEach
  void clean() {
    TestStack.shared().startPostgres();
    Stored.execute("DELETE FROM watermark");
    Stored.execute("DELETE FROM dead_letter");
  }

  @Test
  void receipt_tellsWhatIsStored() {
    // Given
    Receipt receipt = topic.send(1, 2, 2);

    // Then
    assertThat(receipt(receipt).asString())
        .isEqualTo(
            "{\"status\":\"waiting\",\"records\":3,\"stored\":0,"
                + "\"deadLetters\":{\"open\":0,\"redriven\":0,\"discarded\":0}}");
    topic.watermark(2, receipt.places().get(2).offset());
    assertThat(receipt(receipt).jsonPath().getInt("stored")).isEqualTo(1);
    topic.store(receipt);
    Response stored = receipt(receipt);
    assertThat(stored.statusCode()).isEqualTo(200);
    assertThat(stored.contentType()).isEqualTo("application/json");
    assertThat(stored.jsonPath().getString("status")).isEqualTo("stored");
    assertThat(stored.jsonPath().getInt("stored")).isEqualTo(3);
  }

  @Test
  void receipt_countsTheLettersOfItsRecords_andNoOthers() {
    // Given
    Receipt receipt = topic.send(3, 4);
    topic.store(receipt);
    Place first = receipt.places().get(0);
    letter(first, "open", receipt.sentMillis());
    letter(first, "open", receipt.sentMillis());
    letter(receipt.places().get(1), "discarded", receipt.sentMillis());
    letter(first, "open", receipt.sentMillis() - 1);
    letter(new Place(3, first.offset() + 1), "open", receipt.sentMillis());

    // When
    Response answer = receipt(receipt);

    // Then
    assertThat(answer.jsonPath().getString("status")).isEqualTo("dead-letters");
    assertThat(answer.jsonPath().getMap("deadLetters").toString())
        .isEqualTo("{open=2, redriven=0, discarded=1}");
  }

  @Test
  void recordsBeyondALostEnd_areNeverSaidToBeStored() {
    // Given
    Receipt receipt = topic.send(5);
    topic.store(receipt);
    Stored.execute(
        "UPDATE watermark SET truncated_to = ? WHERE partition = 5",
        receipt.places().get(0).offset());

    // Then
    assertThat(receipt(receipt).jsonPath().getString("status")).isEqualTo("waiting");
  }

  /** The place where it was found is after the records that came meanwhile. */
  @Test
  void recordsBelowTheEndThatWasFound_areNotSaidToBeStored() {
    // Given
    Receipt receipt = topic.send(5);
    topic.store(receipt);
    Stored.execute(
        "UPDATE watermark SET next_offset = next_offset + 50, truncated_to = ? WHERE partition = 5",
        receipt.places().get(0).offset() + 1);

    // Then
    assertThat(receipt(receipt).jsonPath().getString("status")).isEqualTo("waiting");
  }

  @Test
  void watermarkBeyondTheEnd_saysNothingOfItsPartition() {
    // Given
    Receipt receipt = topic.send(5, 6);
    topic.store(receipt);
    topic.watermark(5, receipt.places().get(0).offset() + 51);

    // When
    Response after =
        given().header("Tidewire-After", token(receipt)).header("Prefer", "wait=1").get(SENSORS);

    // Then
    assertThat(receipt(receipt).jsonPath().getString("status")).isEqualTo("waiting");
    assertThat(receipt(receipt).jsonPath().getInt("stored")).isEqualTo(1);
    after.then().statusCode(503);
    assertThat(after.jsonPath().getString("type")).endsWith("/not-stored-yet");
  }

  @Test
  void placeFarBeyondTheEnd_isWaitedForByNobody() {
    // Given
    Receipt receipt =
        new Receipt(Receipt.topic(topic.topicId()), 0, List.of(new Place(0, 1L << 60)));

    // When
    Response answer = given().header("Prefer", "wait=20").get("/v1/receipts/" + token(receipt));
    Response after =
        given().header("Tidewire-After", token(receipt)).header("Prefer", "wait=20").get(SENSORS);

    // Then
    for (Response one : List.of(answer, after)) {
      one.then().statusCode(410);
      assertThat(one.jsonPath().getString("type")).endsWith("/unknown-receipt");
      assertThat(one.time()).isLessThan(2_000);
    }
  }

  @Test
  void clientThatWaitsOften_leavesRoomForOthers_andIsAnsweredWhatIsStored() {
    // Given
    Receipt stored = topic.send(3);
    topic.store(stored);
    String waiting = token(topic.send(2));
    HttpClient client = HttpClient.newHttpClient();

    // When
    List<CompletableFuture<HttpResponse<String>>> answers =
        Stream.generate(() -> client.sendAsync(after(waiting), BodyHandlers.ofString()))
            .limit(SHARE + 5)
            .toList();

    // Then
    await().until(() -> answers.stream().filter(CompletableFuture::isDone).count() == 5);
    assertThat(waiting()).isEqualTo(SHARE);
    assertThat(answers.stream().filter(CompletableFuture::isDone).map(CompletableFuture::join))
        .allSatisfy(
            answer -> {
              assertThat(answer.statusCode()).isEqualTo(503);
              assertThat(answer.body()).contains("/overloaded");
            });
    given().header("Tidewire-After", token(stored)).get(SENSORS).then().statusCode(200);
    answers.forEach(CompletableFuture::join);
    assertThat(waiting()).isZero();
  }

  private HttpRequest after(String token) {
    return HttpRequest.newBuilder(root.resolve(SENSORS))
        .version(HttpClient.Version.HTTP_1_1)
        .header("Tidewire-After", token)
        .header("Prefer", "wait=6")
        .build();
  }

  @Test
  void receiptOfAnotherTopic_isUnknown_alsoWhereItsWatermarksAreStillThere() {
    // Given
    UUID another = UUID.randomUUID();
    Receipt receipt = new Receipt(Receipt.topic(another), 0, List.of(new Place(0, 5)));
    Stored.execute("INSERT INTO watermark VALUES (?, 0, 100)", another);

    // When
    Response answer = receipt(receipt);
    Response after = given().header("Tidewire-After", token(receipt)).get(SENSORS);

    // Then
    for (Response one : List.of(answer, after)) {
      one.then().statusCode(410).contentType("application/problem+json");
      assertThat(one.jsonPath().getString("type")).endsWith("/unknown-receipt");
      assertThat(one.time()).isLessThan(2_000);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "AAAA", "%20", "a%2Fb", "..%2f", "é"})
  void whatIsNoToken_isRefused(String text) {
    // When
    Response answer = given().urlEncodingEnabled(false).get("/v1/receipts/" + text);

    // Then
    assertThat(answer.statusCode()).isIn(400, 404);
    assertThat(answer.contentType()).isEqualTo("application/problem+json");
  }

  @Test
  void damagedTokens_andTooMany_areRefused() {
    // Given
    String token = token(topic.send(0));

    // Then
    for (String wrong :
        List.of(
            token.substring(1),
            token + "A",
            "A".repeat(5_000),
            "",
            token + ",",
            String.join(",", Stream.generate(() -> token).limit(17).toList()))) {
      Response after = given().header("Tidewire-After", wrong).get(SENSORS);
      after.then().statusCode(400);
      assertThat(after.jsonPath().getString("type")).endsWith("/invalid-receipt");
    }
  }

  @Test
  void whoAsksForWhatComesAfter_isAnsweredWhenItIsStored() {
    // Given
    Receipt first = topic.send(6, 7);
    Receipt second = topic.send(7);
    topic.store(first);
    CompletableFuture<Response> answer =
        CompletableFuture.supplyAsync(
            () ->
                given().header("Tidewire-After", token(first) + ", " + token(second)).get(SENSORS));
    await().until(() -> waiting() == 1);
    assertThat(answer).isNotDone();

    // When
    topic.store(second);

    // Then
    answer.join().then().statusCode(200);
    assertThat(waiting()).isZero();
  }

  @Test
  void whoWaitsTooLong_isToldWhatLacks() {
    // Given
    Receipt receipt = topic.send(8, 9);
    topic.watermark(8, receipt.places().get(0).offset() + 1);

    // When
    Response answer =
        given()
            .header("Tidewire-After", token(receipt))
            .header("Prefer", "wait=1")
            .get("/v1/latest?sensor=x");

    // Then
    answer.then().statusCode(503).contentType("application/problem+json");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(answer.jsonPath().getString("type")).endsWith("/not-stored-yet");
    assertThat(answer.jsonPath().getString("detail")).startsWith("1 of 2 batches");
    assertThat(answer.time()).isBetween(1_000L, 2_500L);
  }

  @Test
  void whoWaitsForAReceipt_isAnsweredWhenAllIsStored_orInTime() {
    // Given
    Receipt receipt = topic.send(10);
    CompletableFuture<Response> answer =
        CompletableFuture.supplyAsync(
            () -> given().header("Prefer", "wait=20").get("/v1/receipts/" + token(receipt)));
    await().until(() -> waiting() == 1);

    // When
    topic.store(receipt);

    // Then
    assertThat(answer.join().jsonPath().getString("status")).isEqualTo("stored");
    Response late = given().header("Prefer", "wait=1").get("/v1/receipts/" + token(topic.send(10)));
    assertThat(late.jsonPath().getString("status")).isEqualTo("waiting");
    assertThat(late.time()).isBetween(1_000L, 2_500L);
  }

  @Test
  void databaseThatGoesAwayMeanwhile_isToldInTime() {
    // Given
    String token = token(topic.send(11));
    CompletableFuture<Response> answer =
        CompletableFuture.supplyAsync(
            () -> given().header("Tidewire-After", token).header("Prefer", "wait=3").get(SENSORS));
    await().until(() -> waiting() == 1);

    // When
    TestStack.shared().stopPostgres();

    // Then
    answer.join().then().statusCode(503);
    assertThat(answer.join().jsonPath().getString("type")).endsWith("/database-unavailable");
    assertThat(answer.join().time()).isLessThan(4_500);
  }

  @Test
  void whoHangsUpWhileItWaits_isDropped() throws IOException {
    // Given
    String request =
        "GET %s HTTP/1.1\r\nHost: x\r\nPrefer: wait=30\r\nTidewire-After: %s\r\n\r\n"
            .formatted(SENSORS, token(topic.send(0)));
    try (Socket client = new Socket(root.getHost(), root.getPort())) {
      client.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      await().until(() -> waiting() == 1);
    }

    // Then
    await().atMost(Duration.ofSeconds(3)).until(() -> waiting() == 0);
  }

  /** A scan of the table is a statement. */
  @Test
  void howeverManyWait_oneStatementIsForAll_andNoneWhenNobodyDoes() {
    // Given
    String token = token(topic.send(1));
    long before = scans();

    // When
    List<CompletableFuture<Response>> answers =
        Stream.generate(
                () ->
                    CompletableFuture.supplyAsync(
                        () ->
                            given()
                                .header("Tidewire-After", token)
                                .header("Prefer", "wait=2")
                                .get(SENSORS)))
            .limit(20)
            .toList();
    answers.forEach(answer -> answer.join().then().statusCode(503));

    // Then
    await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(10)).until(this::isStill);
    assertThat(scans() - before).isBetween(1L, 100L);
  }

  private long seen = -1;

  private boolean isStill() {
    long now = scans();
    boolean isStill = now == seen;
    seen = now;
    return isStill;
  }

  private static long scans() {
    return Long.parseLong(
        Stored.rows(
                "SELECT seq_scan + coalesce(idx_scan, 0) FROM pg_stat_user_tables WHERE relname = 'watermark'")
            .get(0));
  }

  private static Response receipt(Receipt receipt) {
    return given().get("/v1/receipts/" + token(receipt));
  }

  private static int waiting() {
    return given()
        .get(Management.uri("/q/metrics"))
        .asString()
        .lines()
        .filter(line -> line.startsWith("tidewire_query_waiting "))
        .mapToInt(line -> (int) Double.parseDouble(line.split(" ")[1]))
        .findFirst()
        .orElseThrow();
  }

  private static void letter(Place source, String state, long sentMillis) {
    Stored.execute(
        "INSERT INTO dead_letter (letter_partition, letter_offset, reason, detail, failed_at, attempt, state,"
            + " source_topic, source_partition, source_offset, source_time)"
            + " SELECT 0, count(*), 'unit-conflict', '', now(), 1, ?, ?, ?, ?, ? FROM dead_letter",
        state,
        Topics.READINGS.topicName(),
        source.partition(),
        source.offset(),
        Timestamp.from(Instant.ofEpochMilli(sentMillis)));
  }
}
