package dev.tidewire.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.Partitions;
import dev.tidewire.contract.Topics;
import dev.tidewire.processing.group.Consumers;
import dev.tidewire.processing.group.GroupProgress;
import dev.tidewire.processing.group.Member;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Partitions move between members of the group while readings arrive. */
@QuarkusTest
@QuarkusTestResource(RealStack.class)
class OwnershipIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LONGER_THAN_BETWEEN_COMMITS = Duration.ofSeconds(3);

  /** Partitions per member of a group of four, two of which are the service's. */
  private static final int FAIR = Topics.PARTITIONS / 4;

  private static final long NOON = 1_763_805_600_000_000L;

  @Inject
  @Identifier("tidewire")
  Consumers consumers;

  private final Feed feed = new Feed();
  private final GroupProgress group = new GroupProgress();

  @AfterEach
  void close() {
    feed.close();
    group.close();
  }

  @BeforeEach
  void settle() {
    await().atMost(PATIENCE).until(group::isAtTheEnd);
  }

  @Test
  void commitThatFailsInARebalance_isMadeUpFor() throws Exception {
    try (Member slow = new Member();
        Member leaving = new Member()) {
      // Given: a rebalance that waits for one who does not answer
      await()
          .atMost(PATIENCE)
          .until(() -> slow.partitions().size() == FAIR && leaving.partitions().size() == FAIR);
      Set<Integer> others = new HashSet<>(slow.partitions());
      others.addAll(leaving.partitions());
      String sensor = sensorOutside(others);
      int partition = Partitions.of(sensor, Topics.PARTITIONS);
      slow.hold();
      leaving.close();

      // When
      AtomicLong seen = new AtomicLong(-1);
      await()
          .atMost(PATIENCE)
          .during(LONGER_THAN_BETWEEN_COMMITS)
          .until(
              () -> {
                feed.send(sensor, "value", NOON, 1);
                long now = group.committed(partition);
                return seen.getAndSet(now) == now;
              });
      await()
          .atMost(PATIENCE)
          .during(LONGER_THAN_BETWEEN_COMMITS)
          .until(() -> group.committed(partition) < group.end(partition));
      slow.letGo();

      // Then
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(group.committed(partition)).isEqualTo(group.end(partition)));
    }
  }

  @Test
  void partitionsOfOthers_areNotOurs() {
    // Given
    Set<Integer> all = IntStream.range(0, Topics.PARTITIONS).boxed().collect(Collectors.toSet());
    await().atMost(PATIENCE).until(() -> ours().equals(all));

    // When
    try (Member other = new Member()) {
      await().atMost(PATIENCE).until(() -> other.partitions().size() >= FAIR);

      // Then
      await().atMost(PATIENCE).until(() -> ours().equals(without(all, other.partitions())));
    }
    await().atMost(PATIENCE).until(() -> ours().equals(all));
  }

  private static Set<Integer> without(Set<Integer> all, Set<Integer> some) {
    return all.stream().filter(one -> !some.contains(one)).collect(Collectors.toSet());
  }

  private Set<Integer> ours() {
    return consumers.partitions(Topics.READINGS.topicName());
  }

  private static String sensorOutside(Set<Integer> partitions) {
    return Stream.generate(() -> "sensor-" + UUID.randomUUID())
        .filter(sensor -> !partitions.contains(Partitions.of(sensor, Topics.PARTITIONS)))
        .findFirst()
        .orElseThrow();
  }
}
