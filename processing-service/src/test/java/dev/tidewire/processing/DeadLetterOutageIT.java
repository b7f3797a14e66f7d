package dev.tidewire.processing;

import static dev.tidewire.processing.TestSensor.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.Topics;
import dev.tidewire.local.TestStack;
import dev.tidewire.processing.http.Operator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealStack.class)
class DeadLetterOutageIT {
  private static final int LETTERS = 60;
  private static final int RATE = 10;

  private final TestStack stack = TestStack.shared();
  private final TestSensor sensor = new TestSensor();
  private final Feed feed = sensor.feed();

  @AfterEach
  void close() {
    sensor.close();
  }

  @Test
  void databaseIsGone_operatorsGetErrorsInTimeAndTheMirrorCatchesUp() throws Exception {
    // Given
    String before = Operator.awaitLetterOf(feed.raw(1, new byte[] {0}));
    RecordMetadata during;
    stack.stopPostgres();
    try {
      // When
      during =
          feed.send(
              new ProducerRecord<>(
                  Topics.DEAD_LETTERS.topicName(), 1, null, "no letter".getBytes(UTF_8)));
      long start = System.nanoTime();
      List<Response> answers =
          List.of(
              Operator.letters(Map.of()),
              Operator.redrive("{\"ids\":[\"%s\"],\"who\":\"ada\"}".formatted(before)),
              Operator.discard(
                  "{\"ids\":[\"%s\"],\"who\":\"ada\",\"dryRun\":true}".formatted(before)));

      // Then
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
      for (Response answer : answers) {
        answer.then().statusCode(503).contentType("application/problem+json");
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(answer.jsonPath().getString("type")).endsWith("database-unavailable");
      }
    } finally {
      stack.startPostgres();
    }
    String id = during.partition() + "-" + during.offset() + "-" + during.timestamp();
    await()
        .atMost(Operator.PATIENCE)
        .until(() -> Operator.letters(Map.of("limit", 1_000)).body().asString().contains(id));
    assertThat(Operator.letter(before).getString("state")).isEqualTo("open");
  }

  @Test
  void actionWhoseStartIsNotAnswered_isEndedAndBlocksNobody() throws Exception {
    // Given: an insert waits for another one, which is rolled back after the deadline
    String id = Operator.awaitLetterOf(feed.raw(1, new byte[] {0}));
    String order = "{\"ids\":[\"%s\"],\"who\":\"ada\"}".formatted(id);
    Response unanswered;
    try (Connection rival = Database.connect()) {
      rival.setAutoCommit(false);
      rival
          .createStatement()
          .execute(
              """
              INSERT INTO dead_letter_action (kind, who, asked, state, matched, exhausted, lease_until)
              VALUES ('discard', 'rival', '{}', 'running', 1, 0, now() + interval '1 minute')
              """);

      // When
      unanswered = Operator.discard(order);
    }

    // Then
    unanswered.then().statusCode(503);
    JsonPath action =
        Operator.ended(
            await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> Operator.discard(order), answer -> answer.statusCode() == 202));
    assertThat(action.getInt("done")).isEqualTo(1);
    assertThat(Database.count("dead_letter_action WHERE state = 'running'")).isZero();
  }

  @Test
  void databaseStopsDuringARedrive_theNextOneDoesTheRest() throws Exception {
    // Given
    refuse();
    Response begun = beginAndAwaitTheFirst();

    // When
    stack.stopPostgres();
    stack.startPostgres();

    // Then
    JsonPath first = Operator.ended(begun);
    assertThat(first.getInt("done")).isPositive();
    redriveTheRest();
  }

  @Test
  void brokerStopsDuringARedrive_itIsInterruptedAndTheNextOneDoesTheRest() throws Exception {
    // Given
    refuse();
    Response begun = beginAndAwaitTheFirst();

    // When
    JsonPath first;
    stack.stopKafka();
    try {
      first = Operator.ended(begun, Duration.ofMinutes(3));
    } finally {
      stack.startKafka();
    }

    // Then
    assertThat(first.getString("state")).isEqualTo("interrupted");
    assertThat(first.getInt("done")).isBetween(1, LETTERS - 1);
    redriveTheRest();
    await()
        .atMost(Operator.PATIENCE)
        .untilAsserted(() -> assertThat(Metrics.sum("tidewire_consumer_lag")).isZero());
    assertThat(Health.live()).startsWith("200");
  }

  private void refuse() throws Exception {
    try (Poison poison = new Poison(sensor.name())) {
      feed.send(poison.batch(NOON, LETTERS));
      await()
          .atMost(Operator.PATIENCE)
          .until(() -> Operator.ids(sensor.name(), "open").size() == LETTERS);
    }
  }

  private Response beginAndAwaitTheFirst() {
    Response begun = redrive(RATE);
    begun.then().statusCode(202);
    await()
        .atMost(Operator.PATIENCE)
        .until(() -> !Operator.ids(sensor.name(), "redriven").isEmpty());
    return begun;
  }

  private void redriveTheRest() throws Exception {
    Response rest = redrive(1_000);
    if (rest.statusCode() != 200) {
      assertThat(Operator.ended(rest).getString("state")).isEqualTo("finished");
    }
    assertThat(Operator.ids(sensor.name(), "open")).isEmpty();
    assertThat(Operator.ids(sensor.name(), "redriven")).hasSize(LETTERS);
    await()
        .atMost(Operator.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        sensor.stored().stream()
                            .filter(reading -> reading.endsWith("=666"))
                            .collect(Collectors.toSet()))
                    .hasSize(LETTERS));
    assertThat(sensor.stored()).hasSize(LETTERS * 10);
  }

  private Response redrive(int rate) {
    return Operator.redrive(
        "{\"filter\":{\"sensor\":\"%s\"},\"who\":\"ada\",\"ratePerSecond\":%d}"
            .formatted(sensor, rate));
  }
}
