package dev.tidewire.processing.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.intake.OffsetRange;
import dev.tidewire.processing.simulation.Bug;
import dev.tidewire.processing.simulation.SimulatedConfig;
import dev.tidewire.processing.simulation.Topic;
import dev.tidewire.processing.simulation.VirtualExecutor;
import dev.tidewire.processing.simulation.VirtualTime;
import dev.tidewire.processing.simulation.Weather;
import dev.tidewire.processing.store.SimulatedDatabase;
import dev.tidewire.processing.store.SimulatedStore;
import dev.tidewire.processing.topic.Truncations;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NewTopicTest {
  private final SplittableRandom random = new SplittableRandom(1);
  private final VirtualTime time = new VirtualTime(random);
  private final Topic topic = new Topic(random);
  private final SimulatedHolds holds = new SimulatedHolds();
  private final Truncations truncations;

  NewTopicTest() {
    ProcessingConfig config = SimulatedConfig.ofMaxReadings(10);
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    SimulatedStore store =
        SimulatedStore.on(
            new SimulatedDatabase(time, random, new Weather(time, random)),
            Bug.NONE,
            config,
            registry,
            new VirtualExecutor(time, () -> true, millis -> millis),
            random,
            time);
    truncations =
        new Truncations(
            new SimulatedTopic(topic, Bug.NONE), store.watermarks(), holds, registry, time);
  }

  @Test
  void endBelowTheWatermark_isATruncation() {
    assertThat(stop(topic.id())).containsExactly(0);
    assertThat(holds.isHeld(0)).isTrue();
  }

  @Test
  void endOfATopicThatWasCreatedAgainMeanwhile_isNone() {
    // Given
    UUID asked = topic.id();
    topic.makeAnew();

    // When
    Set<Integer> stopped = stop(asked);

    // Then
    assertThat(stopped).isEmpty();
    assertThat(holds.isHeld(0)).isFalse();
  }

  @Test
  void partitionThatANewTopicDoesNotHave_isNone() {
    assertThat(stop(topic.id(), Topic.PARTITIONS)).isEmpty();
  }

  private Set<Integer> stop(UUID topicId) {
    return stop(topicId, 0);
  }

  private Set<Integer> stop(UUID topicId, int partition) {
    Set<Integer> stopped = new HashSet<>();
    boolean[] done = new boolean[1];
    truncations
        .stop(topicId, List.of(new OffsetRange(partition, 3, 5)), Map.of(partition, 7L))
        .subscribe()
        .with(
            partitions -> {
              stopped.addAll(partitions);
              done[0] = true;
            });
    while (!done[0] && time.step()) {
      assertThat(time.millis()).isLessThan(60_000);
    }
    return stopped;
  }
}
