package dev.tidewire.processing;

import static dev.tidewire.processing.TestSensor.NOON;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.Partitions;
import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.Topics;
import dev.tidewire.processing.http.Operator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealStack.class)
class RedriveIT {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SENSOR_FILTER = "{\"filter\":{\"sensor\":\"%s\"},\"who\":\"ada\"%s}";

  private final TestSensor sensor = new TestSensor();
  private final Feed feed = sensor.feed();

  @AfterEach
  void close() {
    sensor.close();
  }

  @Test
  void refusedReading_isStoredOnceTheCauseIsGone() throws Exception {
    // Given
    double before = Metrics.sum("tidewire_dead_letters_redriven_total");
    try (Poison poison = new Poison(sensor.name())) {
      feed.send(poison.batch(NOON));
      awaitOpen(1);
    }
    String id = Operator.ids(sensor.name(), "open").get(0);
    JsonPath letter = Operator.letter(id);
    assertThat(letter.getString("readings[0].sensor")).isEqualTo(sensor.name());
    assertThat(letter.getDouble("readings[0].value")).isEqualTo(666);
    assertThat(letter.getString("reason")).isEqualTo("unit-conflict");

    // When
    JsonPath action = Operator.redriven(id);

    // Then
    assertThat(action.getString("state")).isEqualTo("finished");
    assertThat(action.getInt("matched")).isEqualTo(1);
    assertThat(action.getInt("done")).isEqualTo(1);
    await().atMost(Operator.PATIENCE).until(() -> sensor.stored().contains(NOON + "=666"));
    JsonPath redriven = Operator.letter(id);
    assertThat(redriven.getString("state")).isEqualTo("redriven");
    assertThat(redriven.getString("actions[0].who")).isEqualTo("ada");
    assertThat(redriven.getString("actions[0].at")).isNotNull();
    assertThat(redriven.getDouble("stored")).isEqualTo(666);
    assertThat(Metrics.sum("tidewire_dead_letters_redriven_total") - before).isEqualTo(1);
  }

  @Test
  void letterOlderThanACorrection_showsWhatARedriveWouldOverwrite() throws Exception {
    // Given
    try (Poison poison = new Poison(sensor.name())) {
      feed.send(poison.batch(NOON));
      awaitOpen(1);
    }

    // When
    sensor.send(NOON, 7);
    await().atMost(Operator.PATIENCE).until(() -> sensor.stored().contains(NOON + "=7"));

    // Then
    assertThat(Operator.letter(Operator.ids(sensor.name(), "open").get(0)).getDouble("stored"))
        .isEqualTo(7);
  }

  @Test
  void dryRun_countsAndChangesNothing() throws Exception {
    // Given
    try (Poison poison = new Poison(sensor.name())) {
      feed.send(poison.batch(NOON, 3));
      awaitOpen(3);
    }

    // When
    JsonPath answer =
        Operator.redrive(SENSOR_FILTER.formatted(sensor, ",\"dryRun\":true"))
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();

    // Then
    assertThat(answer.getBoolean("dryRun")).isTrue();
    assertThat(answer.getInt("matched")).isEqualTo(3);
    assertThat(answer.getInt("done")).isZero();
    assertThat(Operator.ids(sensor.name(), "open")).hasSize(3);
    assertThat(sensor.stored()).noneMatch(reading -> reading.endsWith("=666"));
  }

  @Test
  void idsOfNoLetter_areTold() throws Exception {
    // Given
    try (Poison poison = new Poison(sensor.name())) {
      feed.send(poison.batch(NOON, 1));
      awaitOpen(1);
    }
    String id = Operator.ids(sensor.name(), "open").get(0);

    // When
    JsonPath some =
        Operator.redrive(order(id, "9-99999999-1", "9-99999999-1", "0-99999999-1")).jsonPath();
    Response none = Operator.redrive(order("9-99999999-1", "9-99999998-1"));
    Response one = Operator.discard(order("9-99999999-1"));

    // Then
    assertThat(some.getInt("matched")).isEqualTo(1);
    assertThat(some.getInt("unknownCount")).isEqualTo(2);
    assertThat(some.getList("unknown")).isEqualTo(List.of("9-99999999-1", "0-99999999-1"));
    none.then().statusCode(404);
    assertThat(none.jsonPath().getString("detail"))
        .startsWith("None of the 2 ids is that of a dead letter: `9-99999999-1`, `9-99999998-1`.");
    one.then().statusCode(404);
    assertThat(one.jsonPath().getString("type")).endsWith("/unknown-dead-letter");
  }

  @Test
  void idsOfClosedLetters_areCountedAndStartNothingWhenNoneIsOpen() throws Exception {
    // Given
    try (Poison poison = new Poison(sensor.name())) {
      feed.send(poison.batch(NOON, 2));
      awaitOpen(2);
    }
    List<String> ids = Operator.ids(sensor.name(), "open");
    String order = "{\"ids\":%s,\"who\":\"ada\"}";
    Operator.ended(Operator.discard(order.formatted(Operator.quoted(ids.get(0)))));

    // When
    Response closed =
        Operator.redrive(order.formatted(Operator.quoted(ids.get(0), "9-99999999-1")));
    JsonPath some = Operator.redrive(order(ids.toArray(String[]::new))).jsonPath();

    // Then
    closed.then().statusCode(200);
    assertThat(closed.header("Location")).isNull();
    assertThat(closed.jsonPath().getBoolean("dryRun")).isFalse();
    assertThat(closed.jsonPath().getInt("matched")).isZero();
    assertThat(closed.jsonPath().getInt("closedCount")).isEqualTo(1);
    assertThat(closed.jsonPath().getInt("unknownCount")).isEqualTo(1);
    assertThat(some.getInt("matched")).isEqualTo(1);
    assertThat(some.getInt("closedCount")).isEqualTo(1);
  }

  private static String order(String... ids) {
    return "{\"ids\":%s,\"who\":\"ada\",\"dryRun\":true}".formatted(Operator.quoted(ids));
  }

  @Test
  void letters_areRedrivenInTheOrderOfTheirRecords() throws Exception {
    // Given: of one series and time, with times of failure and places that tell another order
    int letters = 6;
    List<Integer> shuffled = List.of(3, 0, 5, 1, 4, 2);
    for (int i : shuffled) {
      ProducerRecord<byte[], byte[]> letter =
          new ProducerRecord<>(
              Topics.DEAD_LETTERS.topicName(),
              letters - i,
              null,
              ReadingBatchCodec.encode(new ReadingBatch(List.of(sensor.reading(NOON, i)))));
      Map.of(
              "reason",
              "unit-conflict",
              "detail",
              "no",
              "topic",
              Topics.READINGS.topicName(),
              "partition",
              "3",
              "offset",
              Integer.toString(1_000 + i / 2),
              "position",
              Integer.toString(i % 2),
              "timestamp",
              "1763805600000",
              "failed-at",
              Long.toString(1_763_805_600_000L - i))
          .forEach(
              (name, value) ->
                  letter.headers().add("tidewire-dead-letter-" + name, value.getBytes(UTF_8)));
      feed.send(letter);
    }
    awaitOpen(letters);

    // When
    JsonPath action = Operator.ended(Operator.redrive(SENSOR_FILTER.formatted(sensor, "")));

    // Then
    assertThat(action.getInt("done")).isEqualTo(letters);
    sensor.awaitCommitted();
    assertThat(sensor.stored()).containsExactly(NOON + "=5");
  }

  @Test
  void filterThatMatchesNothing_startsNothingAndSaysSo() {
    // When
    Response answer = Operator.redrive(SENSOR_FILTER.formatted(sensor, ""));

    // Then
    answer.then().statusCode(200);
    assertThat(answer.header("Location")).isNull();
    assertThat(answer.jsonPath().getInt("matched")).isZero();
    assertThat(answer.jsonPath().getString("detail"))
        .isEqualTo("No open letter matches, so no action was started.");
  }

  @Test
  void poisonPill_isExhaustedAndCannotCircle_andKeepsItsTrace() throws Exception {
    // Given
    int partition = Partitions.of(sensor.name(), Topics.PARTITIONS);
    ProducerRecord<byte[], byte[]> pill =
        new ProducerRecord<>(
            Topics.READINGS.topicName(), partition, null, ("pill of " + sensor).getBytes(UTF_8));
    pill.headers().add("traceparent", ("00-" + TRACE + "-b7ad6b7169203331-01").getBytes(UTF_8));
    String id = Operator.awaitLetterOf(feed.send(pill));
    String value = Operator.letter(id).getString("value");

    // When
    for (int attempt = 2; attempt <= 5; attempt++) {
      assertThat(Operator.redriven(id).getInt("done")).isEqualTo(1);
      id = awaitLetter(value, attempt);
      assertThat(Operator.letter(id).getInt("source.partition")).isEqualTo(partition);
      assertThat(Operator.letter(id).getString("traceId")).isEqualTo(TRACE);
    }
    JsonPath last = Operator.redriven(id);

    // Then
    assertThat(last.getInt("matched")).isEqualTo(1);
    assertThat(last.getInt("exhausted")).isEqualTo(1);
    assertThat(last.getInt("done")).isZero();
    assertThat(last.getString("state")).isEqualTo("finished");
    assertThat(Operator.letter(id).getString("state")).isEqualTo("open");
  }

  @Test
  void letterTooLargeForTheReadings_staysOpenAndHoldsNothingUp() throws Exception {
    // Given
    byte[] noise = new byte[1_500_000];
    new java.util.Random(1).nextBytes(noise);
    RecordMetadata large =
        feed.send(new ProducerRecord<>(Topics.DEAD_LETTERS.topicName(), 4, null, noise));
    String largeId = large.partition() + "-" + large.offset() + "-" + large.timestamp();
    await()
        .atMost(Operator.PATIENCE)
        .until(() -> given().get("/v1/dead-letters/" + largeId).statusCode() == 200);
    String smallId = Operator.awaitLetterOf(feed.raw(4, new byte[] {0}));

    // When
    JsonPath action = Operator.redriven(largeId, smallId);

    // Then
    assertThat(action.getString("state")).isEqualTo("finished");
    assertThat(action.getInt("refused")).isEqualTo(1);
    assertThat(action.getInt("done")).isEqualTo(1);
    assertThat(Operator.letter(largeId).getString("state")).isEqualTo("open");
    assertThat(Operator.letter(smallId).getString("state")).isEqualTo("redriven");
  }

  @Test
  void secondAction_isRefusedWhileOneRuns_andKeepsToTheRate() throws Exception {
    // Given
    try (Poison poison = new Poison(sensor.name())) {
      feed.send(poison.batch(NOON, 3));
      awaitOpen(3);
    }
    long start = System.nanoTime();
    var running = Operator.redrive(SENSOR_FILTER.formatted(sensor, ",\"ratePerSecond\":1"));
    running.then().statusCode(202);

    // When
    int second = Operator.discard(SENSOR_FILTER.formatted(sensor, "")).statusCode();

    // Then
    assertThat(second).isEqualTo(409);
    assertThat(Operator.ended(running).getInt("done")).isEqualTo(3);
    assertThat(System.nanoTime() - start).isGreaterThan(2_000_000_000L);
  }

  @Test
  void actionOfADeadProcess_isInterruptedAndBlocksNobody() throws Exception {
    // Given
    Database.execute(
        """
        INSERT INTO dead_letter_action (kind, who, asked, state, matched, exhausted, lease_until)
        VALUES ('redrive', 'the dead', '{}', 'running', 9, 0, now() - interval '1 s')
        """);
    JsonPath dead = given().get("/v1/dead-letters/actions?limit=1").jsonPath();
    String id = Operator.awaitLetterOf(feed.raw(4, new byte[] {0}));

    // When
    JsonPath next = Operator.redriven(id);

    // Then
    assertThat(dead.getString("actions[0].state")).isEqualTo("interrupted");
    assertThat(next.getInt("done")).isEqualTo(1);
    assertThat(
            given()
                .get("/v1/dead-letters/actions/" + dead.getString("actions[0].id"))
                .jsonPath()
                .getString("state"))
        .isEqualTo("interrupted");
  }

  private void awaitOpen(int letters) {
    await()
        .atMost(Operator.PATIENCE)
        .until(() -> Operator.ids(sensor.name(), "open").size() == letters);
  }

  private static String awaitLetter(String value, int attempt) {
    String path =
        "deadLetters.findAll { it.value == '%s' && it.attempt == %d }.id".formatted(value, attempt);
    return await()
        .atMost(Operator.PATIENCE)
        .until(
            () ->
                Operator.letters(Map.of("limit", 1_000)).jsonPath().<String>getList(path).stream()
                    .findFirst()
                    .orElse(null),
            id -> id != null);
  }
}
