package dev.tidewire.processing.topic;

import static dev.tidewire.processing.TestSensor.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.Topics;
import dev.tidewire.processing.LogLines;
import dev.tidewire.processing.Pipeline;
import dev.tidewire.processing.RealStack;
import dev.tidewire.processing.TestSensor;
import dev.tidewire.processing.group.Consumers;
import dev.tidewire.processing.group.GroupProgress;
import dev.tidewire.processing.group.Member;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The readings topic is deleted and created again with fewer partitions than before. */
@QuarkusTest
@QuarkusTestResource(RealStack.class)
class FewerPartitionsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LONGER_THAN_A_LOOK = Duration.ofSeconds(6);

  @Inject
  @Identifier("tidewire")
  Consumers consumers;

  private final TestSensor sensor = new TestSensor();

  @BeforeEach
  void storeInEachPartition() throws Exception {
    await().atMost(PATIENCE).until(() -> owned().size() == Topics.PARTITIONS);
    for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
      send(partition, partition);
    }
    sensor.awaitStored(Topics.PARTITIONS);
    sensor.awaitCommitted();
  }

  @AfterEach
  void makeAllAnew() throws Exception {
    MadeAnew.topic(Topics.READINGS);
    await().atMost(PATIENCE).until(() -> owned().size() == Topics.PARTITIONS);
    sensor.close();
  }

  @Test
  void partitionsThatAreThere_areStored_andThatOthersAreGoneIsToldOnce() throws Exception {
    try (LogLines log = new LogLines()) {
      // When
      MadeAnew.topic(Topics.READINGS, 2);
      send(0, 100);
      send(1, 101);

      // Then
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(sensor.stored()).contains(stored(100), stored(101)));
      await().atMost(PATIENCE).until(() -> owned().equals(Set.of(0, 1)));

      // When
      send(1, 102);

      // Then
      await().atMost(PATIENCE).until(() -> sensor.stored().contains(stored(102)));
      await().atMost(PATIENCE).until(() -> Pipeline.now().text("waits").equals("[]"));
      assertThat(log.lines())
          .filteredOn(line -> line.contains("2 partitions in place of 12"))
          .hasSize(1);
    }
  }

  @Test
  void whileTheGroupStillHasPartitionsThatAreGone_theOthersAreReadFromTheirWatermarks()
      throws Exception {
    long before;
    try (Member slow = new Member();
        GroupProgress group = new GroupProgress()) {
      // Given: a group that takes no partition from anybody, because one does not answer
      await().atMost(PATIENCE).until(() -> !slow.partitions().isEmpty());
      int gone = owned().stream().filter(one -> one > 1).findFirst().orElseThrow();
      before = group.committed(gone);
      slow.hold();

      // When: a look at the watermarks meets them
      MadeAnew.topic(Topics.READINGS, 2);
      await()
          .during(LONGER_THAN_A_LOOK)
          .atMost(PATIENCE)
          .until(() -> owned().stream().anyMatch(one -> one > 1));
      slow.letGo();
      await().atMost(PATIENCE).until(() -> owned().stream().noneMatch(one -> one > 1));

      // Then: records that no poll returns, as the group's offset is beyond them
      MadeAnew.topic(Topics.READINGS);
      for (int i = 0; i < before; i++) {
        send(gone, 200 + i);
      }
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(sensor.stored()).hasSize((int) (Topics.PARTITIONS + before)));
  }

  private Set<Integer> owned() {
    return consumers.partitions(Topics.READINGS.topicName());
  }

  private void send(int partition, int value) throws Exception {
    ReadingBatch batch = new ReadingBatch(List.of(sensor.reading(NOON + value, value)));
    sensor.feed().raw(partition, ReadingBatchCodec.encode(batch));
  }

  private static String stored(int value) {
    return NOON + value + "=" + value;
  }
}
