package dev.tidewire.processing.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.Topics;
import dev.tidewire.local.TestStack;
import dev.tidewire.processing.Database;
import dev.tidewire.processing.Feed;
import dev.tidewire.processing.RealStack;
import dev.tidewire.processing.TestSensor;
import dev.tidewire.processing.group.Member;
import dev.tidewire.processing.http.Operator;
import dev.tidewire.processing.topic.MadeAnew;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The dead-letter topic is deleted and created again. */
@QuarkusTest
@QuarkusTestResource(RealStack.class)
class NewDeadLetterTopicIT {
  private static final int PARTITION = 5;
  private static final int FEWER = 6;
  private static final Duration LONGER_THAN_A_LOOK = Duration.ofSeconds(6);

  private final TestStack stack = TestStack.shared();
  private final Feed feed = new Feed();
  private final String mark = UUID.randomUUID().toString();

  @BeforeEach
  void beginAtOffset0() throws Exception {
    makeAnew();
  }

  @AfterEach
  void close() {
    feed.close();
  }

  @Test
  void lettersAtTheSameOffsets_areAllListed_andEachCanBeRedrivenAndDiscarded() throws Exception {
    // Given
    send("old", 3);
    await().atMost(Operator.PATIENCE).until(() -> letters("old").size() == 3);
    List<String> old = letters("old");

    // When
    makeAnew();
    send("new", 3);

    // Then
    await().atMost(Operator.PATIENCE).until(() -> letters("new").size() == 3);
    List<String> fresh = letters("new");
    assertThat(letters("old")).isEqualTo(old);
    assertThat(fresh).doesNotContainAnyElementsOf(old);
    JsonPath discarded = Operator.ended(Operator.discard(order(old.get(0), fresh.get(0))));
    assertThat(discarded.getInt("done")).isEqualTo(2);
    assertThat(Operator.redriven(old.get(1), fresh.get(1)).getInt("done")).isEqualTo(2);
    // What was redriven fails again, and comes back as other letters.
    assertThat(letters("old")).contains(old.get(2)).doesNotContain(old.get(0), old.get(1));
    assertThat(letters("new")).contains(fresh.get(2)).doesNotContain(fresh.get(0), fresh.get(1));
  }

  @Test
  void topicIsMadeAnewWhileTheMirrorWaits_itReadsTheNewOneFromItsStart() throws Exception {
    // Given
    send("old", 3);
    await().atMost(Operator.PATIENCE).until(() -> letters("old").size() == 3);
    stack.stopPostgres();
    try {
      send("old", 1);

      // When
      makeAnew();
      send("new", 9);
    } finally {
      stack.startPostgres();
    }

    // Then
    await().atMost(Operator.PATIENCE).untilAsserted(() -> assertThat(letters("new")).hasSize(9));
  }

  @Test
  void topicIsMadeAnewWithFewerPartitions_theOnesThatAreThereAreMirrored() throws Exception {
    // Given
    for (int partition = 0; partition < FEWER; partition++) {
      send("old", 3, partition);
    }
    await().atMost(Operator.PATIENCE).until(() -> letters("old").size() == 3 * FEWER);
    try (Member other = new Member("tidewire-dead-letters", Topics.DEAD_LETTERS)) {
      await().atMost(Operator.PATIENCE).until(() -> !other.partitions().isEmpty());

      // When: the mirror looks while it still has partitions that are gone
      other.hold();
      MadeAnew.topic(Topics.DEAD_LETTERS, FEWER);
      await().during(LONGER_THAN_A_LOOK).atMost(Operator.PATIENCE).until(() -> true);
      other.letGo();
      await()
          .atMost(Operator.PATIENCE)
          .until(() -> other.partitions().stream().allMatch(one -> one < FEWER));

      // When: it gets a partition whose letters the group's offset is behind
      send("new", 3, other.partitions().iterator().next());
    }

    // Then
    await().atMost(Operator.PATIENCE).untilAsserted(() -> assertThat(letters("new")).hasSize(3));
  }

  @Test
  void lettersOfTheFormerTopic_areRedrivenBeforeThoseOfTheNewOne() throws Exception {
    try (TestSensor sensor = new TestSensor()) {
      // Given: letters that name no record, the last of them at the first place again
      for (int value = 1; value <= 3; value++) {
        sendBatch(sensor, value);
      }
      await().atMost(Operator.PATIENCE).until(() -> mirrored(sensor) == 3);
      makeAnew();
      sendBatch(sensor, 4);
      await().atMost(Operator.PATIENCE).until(() -> mirrored(sensor) == 4);

      // When
      String order = "{\"filter\":{\"sensor\":\"%s\"},\"who\":\"ada\"}".formatted(sensor);
      JsonPath action = Operator.ended(Operator.redrive(order));

      // Then
      assertThat(action.getInt("done")).isEqualTo(4);
      sensor.awaitStored(1);
      sensor.awaitCommitted();
      assertThat(sensor.stored()).containsExactly(TestSensor.NOON + "=4");
    }
  }

  private void sendBatch(TestSensor sensor, double value) throws Exception {
    ReadingBatch batch = new ReadingBatch(List.of(sensor.reading(TestSensor.NOON, value)));
    feed.send(
        new ProducerRecord<>(
            Topics.DEAD_LETTERS.topicName(), PARTITION, null, ReadingBatchCodec.encode(batch)));
  }

  private static long mirrored(TestSensor sensor) throws Exception {
    return Database.count("dead_letter WHERE sensor = '%s'".formatted(sensor));
  }

  private static void makeAnew() throws Exception {
    MadeAnew.topic(Topics.DEAD_LETTERS);
  }

  private void send(String kind, int letters) throws Exception {
    send(kind, letters, PARTITION);
  }

  private void send(String kind, int letters, int partition) throws Exception {
    for (int i = 0; i < letters; i++) {
      feed.send(
          new ProducerRecord<>(
              Topics.DEAD_LETTERS.topicName(),
              partition,
              (kind + " " + mark).getBytes(UTF_8),
              "no batch".getBytes(UTF_8)));
    }
  }

  /** The open letters of this test that were sent so, newest first. */
  private List<String> letters(String kind) {
    JsonPath page = Operator.letters(Map.of("limit", 1_000)).jsonPath();
    List<String> ids = page.getList("deadLetters.id");
    List<String> keys = page.getList("deadLetters.key");
    String key = java.util.Base64.getEncoder().encodeToString((kind + " " + mark).getBytes(UTF_8));
    return ids == null
        ? List.of()
        : IntStream.range(0, ids.size())
            .filter(i -> key.equals(keys.get(i)))
            .mapToObj(ids::get)
            .toList();
  }

  private static String order(String... ids) {
    return "{\"ids\":%s,\"who\":\"ada\"}".formatted(Operator.quoted(ids));
  }
}
