package dev.tidewire.processing;

import static dev.tidewire.processing.TestSensor.NOON;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.Topics;
import dev.tidewire.processing.http.Operator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealStack.class)
class DeadLettersIT {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private final TestSensor sensor = new TestSensor();
  private final Feed feed = sensor.feed();

  @AfterEach
  void close() {
    sensor.close();
  }

  @Test
  void garbage_isShownWithItsBytesOriginReasonAndTrace() throws Exception {
    // Given
    byte[] garbage = {0, (byte) 0xff, 'n', 'o'};
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(Topics.READINGS.topicName(), 7, bytes("key"), garbage);
    record.headers().add("traceparent", bytes("00-" + TRACE + "-b7ad6b7169203331-01"));

    // When
    RecordMetadata source = feed.send(record);

    // Then
    JsonPath letter = Operator.letter(Operator.awaitLetterOf(source));
    assertThat(letter.getString("state")).isEqualTo("open");
    assertThat(letter.getString("reason")).isEqualTo("undecodable");
    assertThat(letter.getString("detail")).isNotBlank();
    assertThat(letter.getString("traceId")).isEqualTo(TRACE);
    assertThat(letter.getInt("attempt")).isEqualTo(1);
    assertThat(letter.getString("failedAt")).startsWith("20");
    assertThat(letter.getString("source.topic")).isEqualTo("tidewire.readings.v1");
    assertThat(letter.getInt("source.partition")).isEqualTo(7);
    assertThat(letter.getLong("source.offset")).isEqualTo(source.offset());
    assertThat(Base64.getDecoder().decode(letter.getString("value"))).isEqualTo(garbage);
    assertThat(Base64.getDecoder().decode(letter.getString("key"))).isEqualTo(bytes("key"));
    assertThat(letter.getList("readings")).isNull();
    assertThat(letter.getList("actions")).isEmpty();
  }

  @Test
  void pages_filtersAndCounts_agree() throws Exception {
    // Given
    try (Poison poison = new Poison(sensor.name())) {
      for (int i = 0; i < 5; i++) {
        feed.send(poison.batch(NOON + i));
        int letters = i + 1;
        await().atMost(Operator.PATIENCE).until(() -> openIds().size() == letters);
      }
    }

    // When
    List<String> paged = new ArrayList<>();
    Map<String, Object> parameters = Map.of("sensor", sensor.name(), "limit", 2);
    JsonPath page = Operator.letters(parameters).jsonPath();
    paged.addAll(page.getList("deadLetters.id"));
    while (page.getString("next") != null) {
      page =
          Operator.letters(
                  Map.of("sensor", sensor.name(), "limit", 2, "cursor", page.getString("next")))
              .jsonPath();
      paged.addAll(page.getList("deadLetters.id"));
    }

    // Then
    assertThat(paged).doesNotHaveDuplicates().isEqualTo(openIds()).hasSize(5);
    assertThat(page.getMap("counts")).isEqualTo(Map.of("unit-conflict", 5));
    assertThat(
            Operator.letters(Map.of("sensor", sensor.name()))
                .jsonPath()
                .getList("deadLetters.readings[0].time"))
        .hasSize(1);
    assertThat(counts(Map.of("sensor", sensor.name(), "reason", "undecodable"))).isEmpty();
    assertThat(counts(Map.of("sensor", sensor.name(), "to", "2020-01-01T00:00:00Z"))).isEmpty();
    assertThat(counts(Map.of("sensor", sensor.name(), "from", "2020-01-01T00:00:00Z"))).hasSize(1);
    assertThat(counts(Map.of("sensor", sensor.name(), "state", "redriven"))).isEmpty();
    assertThat(counts(Map.of("sensor", sensor.name(), "state", "all"))).hasSize(1);
  }

  @Test
  void bodyThatIsTooLarge_isRefusedWithTheLimit() {
    // Given
    String large = "{\"ids\":[\"" + "1".repeat(1 << 20) + "\"],\"who\":\"ada\"}";

    // When
    Response refused = Operator.redrive(large);

    // Then
    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(refused.contentType()).isEqualTo("application/problem+json");
    assertThat(refused.jsonPath().getString("detail")).contains("65536 bytes");
  }

  @Test
  void whatIsWrong_isNamed() {
    assertThat(
            Operator.letters(
                    Map.of("nonsense", 1, "reason", "?", "from", "noon", "state", "?", "limit", 0))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .extract()
                .jsonPath()
                .getList("errors.parameter"))
        .containsExactlyInAnyOrder("nonsense", "reason", "from", "state", "limit");
    assertThat(
            Operator.redrive(
                    "{\"filter\":{\"topic\":1,\"sensor\":5},\"dryrun\":true,\"ratePerSecond\":0}")
                .then()
                .statusCode(400)
                .extract()
                .jsonPath()
                .getList("errors.pointer"))
        .containsExactlyInAnyOrder(
            "/dryrun", "/filter/topic", "/filter/sensor", "/who", "/ratePerSecond");
    given().get("/v1/dead-letters/99-1").then().statusCode(404);
    given().get("/v1/dead-letters/none").then().statusCode(404);
    given().get("/v1/dead-letters/actions/999999999").then().statusCode(404);
  }

  @Test
  void recordsOfAnybodyOnTheTopic_areMirroredAndDoNotStopTheMirror() throws Exception {
    // Given
    ProducerRecord<byte[], byte[]> foreign = letter(null, bytes("no letter"));
    ProducerRecord<byte[], byte[]> hostile = letter(null, null);
    hostile.headers().add("tidewire-dead-letter-reason", bytes("undecodable"));
    hostile.headers().add("tidewire-dead-letter-detail", new byte[] {'a', 0, 'b', (byte) 0xff});
    hostile.headers().add("tidewire-dead-letter-topic", bytes("\0"));
    hostile.headers().add("tidewire-dead-letter-partition", bytes("-2147483648"));
    hostile.headers().add("tidewire-dead-letter-offset", bytes("9223372036854775807"));
    hostile.headers().add("tidewire-dead-letter-timestamp", bytes("9223372036854775807"));
    hostile.headers().add("tidewire-dead-letter-failed-at", bytes("-9223372036854775808"));
    hostile.headers().add("tidewire-dead-letter-attempt", bytes("-5"));
    hostile.headers().add("ce_specversion", bytes("1.0"));
    ProducerRecord<byte[], byte[]> confused = letter(null, bytes("x"));
    confused.headers().add("tidewire-dead-letter-reason", new byte[] {0, (byte) 0xc3});

    // When
    String foreignId = id(feed.send(foreign));
    String hostileId = id(feed.send(hostile));
    String confusedId = id(feed.send(confused));

    // Then
    assertThat(awaitLetter(foreignId).getString("detail"))
        .isEqualTo("No letter of Tidewire's: header tidewire-dead-letter-reason is missing");
    JsonPath letter = awaitLetter(hostileId);
    assertThat(letter.getString("detail")).isEqualTo("a\ufffdb\ufffd");
    assertThat(letter.getString("source.topic")).isEqualTo("\ufffd");
    assertThat(letter.getInt("attempt")).isEqualTo(1);
    assertThat(awaitLetter(confusedId).getString("detail"))
        .isEqualTo("No letter of Tidewire's: no dead letter reason is called \ufffd\ufffd");
    assertThat(
            Operator.discard(
                    "{\"ids\":%s,\"who\":\"ada\"}"
                        .formatted(Operator.quoted(foreignId, hostileId, confusedId)))
                .statusCode())
        .isEqualTo(202);
  }

  @Test
  void letterOfAnEarlierRelease_isShown() throws Exception {
    // Given
    ReadingBatch batch = new ReadingBatch(List.of(sensor.reading(NOON, 1)));
    ProducerRecord<byte[], byte[]> old =
        letter(bytes(sensor.name()), ReadingBatchCodec.encode(batch));
    Map.of(
            "reason", "unit-conflict",
            "detail", "no",
            "topic", "tidewire.readings.v1",
            "partition", "3",
            "offset", "42",
            "timestamp", "1763805600000")
        .forEach((name, value) -> old.headers().add("tidewire-dead-letter-" + name, bytes(value)));

    // When
    String id = id(feed.send(old));

    // Then
    JsonPath letter = awaitLetter(id);
    assertThat(letter.getInt("attempt")).isEqualTo(1);
    assertThat(letter.getString("readings[0].sensor")).isEqualTo(sensor.name());
    assertThat(openIds()).containsExactly(id);
  }

  @Test
  void letterOfANewerRelease_isShownWithItsReasonAndCanBeRedriven() throws Exception {
    // Given
    ReadingBatch batch = new ReadingBatch(List.of(sensor.reading(NOON, 1)));
    ProducerRecord<byte[], byte[]> newer =
        letter(bytes(sensor.name()), ReadingBatchCodec.encode(batch));
    Map.of(
            "reason", "too-far-away",
            "detail", "It is too far away.",
            "topic", "tidewire.readings.v1",
            "partition", "3",
            "offset", "42",
            "timestamp", "1763805600000")
        .forEach(
            (name, value) -> newer.headers().add("tidewire-dead-letter-" + name, bytes(value)));
    feed.send(newer);

    // When
    await().atMost(Operator.PATIENCE).until(() -> openIds().size() == 1);

    // Then
    String id = openIds().get(0);
    JsonPath letter = Operator.letter(id);
    assertThat(letter.getString("reason")).isEqualTo("too-far-away");
    assertThat(letter.getString("detail")).isEqualTo("It is too far away.");
    assertThat(letter.getLong("source.offset")).isEqualTo(42);
    assertThat(counts(Map.of("sensor", sensor.name(), "reason", "too-far-away")))
        .isEqualTo(Map.of("too-far-away", 1));
    Operator.redriven(id);
    await().atMost(Operator.PATIENCE).until(() -> sensor.stored().contains(NOON + "=1"));
  }

  @Test
  void discarded_isKeptWithWhoDidIt() throws Exception {
    // Given
    String id = Operator.awaitLetterOf(feed.raw(2, bytes("garbage")));
    double before = Metrics.sum("tidewire_dead_letters_discarded_total");
    String order = "{\"ids\":[\"%s\"],\"who\":\"Ada L.\",\"dryRun\":%s}";
    JsonPath dryRun = Operator.discard(order.formatted(id, true)).jsonPath();
    assertThat(dryRun.getInt("matched")).isEqualTo(1);
    assertThat(Operator.letter(id).getString("state")).isEqualTo("open");

    // When
    JsonPath action = Operator.ended(Operator.discard(order.formatted(id, false)));

    // Then
    assertThat(action.getString("state")).isEqualTo("finished");
    assertThat(action.getInt("done")).isEqualTo(1);
    assertThat(action.getString("finishedAt")).isNotNull();
    JsonPath letter = Operator.letter(id);
    assertThat(letter.getString("state")).isEqualTo("discarded");
    assertThat(letter.getString("actions[0].who")).isEqualTo("Ada L.");
    assertThat(letter.getString("actions[0].kind")).isEqualTo("discard");
    assertThat(letter.getList("actions[0].asked.ids")).isEqualTo(List.of(id));
    assertThat(Metrics.sum("tidewire_dead_letters_discarded_total") - before).isEqualTo(1);
    JsonPath again = Operator.redrive(order.formatted(id, false)).jsonPath();
    assertThat(again.getInt("matched")).isZero();
    assertThat(again.getInt("closedCount")).isEqualTo(1);
  }

  @Test
  void actions_areListedNewestFirst() throws Exception {
    // Given
    String first = Operator.awaitLetterOf(feed.raw(2, bytes("garbage")));
    String second = Operator.awaitLetterOf(feed.raw(2, bytes("garbage")));
    String one = Operator.redriven(first).getString("id");
    String two = Operator.redriven(second).getString("id");

    // When
    JsonPath page = given().get("/v1/dead-letters/actions?limit=1").jsonPath();
    JsonPath next =
        given().get("/v1/dead-letters/actions?limit=1&cursor=" + page.getString("next")).jsonPath();

    // Then
    assertThat(page.getString("actions[0].id")).isEqualTo(two);
    assertThat(next.getString("actions[0].id")).isEqualTo(one);
  }

  private JsonPath awaitLetter(String id) {
    await()
        .atMost(Operator.PATIENCE)
        .until(() -> given().get("/v1/dead-letters/" + id).statusCode() == 200);
    return Operator.letter(id);
  }

  private List<String> openIds() {
    return Operator.ids(sensor.name(), "open");
  }

  private static Map<String, Integer> counts(Map<String, ?> parameters) {
    return Operator.letters(parameters).jsonPath().getMap("counts");
  }

  private static ProducerRecord<byte[], byte[]> letter(byte[] key, byte[] value) {
    return new ProducerRecord<>(Topics.DEAD_LETTERS.topicName(), 5, key, value);
  }

  private static String id(RecordMetadata letter) {
    return letter.partition() + "-" + letter.offset() + "-" + letter.timestamp();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
