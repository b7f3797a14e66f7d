package dev.tidewire.processing.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.group.Consumers;
import dev.tidewire.processing.pipeline.PipelineReport.Wait;
import dev.tidewire.processing.simulation.Bug;
import dev.tidewire.processing.simulation.SimulatedConfig;
import dev.tidewire.processing.simulation.VirtualExecutor;
import dev.tidewire.processing.simulation.VirtualTime;
import dev.tidewire.processing.simulation.Weather;
import dev.tidewire.processing.store.Outage;
import dev.tidewire.processing.store.SimulatedDatabase;
import dev.tidewire.processing.store.SimulatedStore;
import dev.tidewire.processing.topic.Bounds;
import dev.tidewire.processing.topic.ReadingsTopic;
import dev.tidewire.processing.topic.Truncations;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class WaitsTest {
  private final SplittableRandom random = new SplittableRandom(1);
  private final VirtualTime time = new VirtualTime(random);
  private final SilentTopic topic = new SilentTopic();
  private Optional<Outage> deadLetters = Optional.empty();
  private final PipelineState state;
  private final Waits waits;

  WaitsTest() {
    ProcessingConfig config = SimulatedConfig.ofMaxReadings(10);
    Weather weather = new Weather(time, random);
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    SimulatedStore store =
        SimulatedStore.on(
            new SimulatedDatabase(time, random, weather),
            Bug.NONE,
            config,
            registry,
            new VirtualExecutor(time, () -> true, millis -> millis),
            random,
            time);
    state =
        new PipelineState(
            config,
            store.guard(),
            new SimulatedDeadLetters(time, random, weather, Bug.NONE),
            topic,
            registry,
            time);
    waits =
        new Waits(
            state,
            new Consumers(config, time),
            new Truncations(topic, store.watermarks(), new SimulatedHolds(), registry, time),
            asked -> deadLetters,
            time);
  }

  @Test
  void pollThatIsSilentForLong_isListedSinceItsLastProgress() {
    // Given
    state.begin("poll", 0);
    pass(Duration.ofSeconds(4));
    state.stored("poll");
    Instant stored = time.instant();

    // When
    pass(Duration.ofSeconds(9));
    boolean soon = waits.now().isEmpty();
    pass(Duration.ofSeconds(2));

    // Then
    assertThat(soon).isTrue();
    assertThat(waits.now()).extracting(Wait::name, Wait::since).containsExactly(row(stored));
    state.done("poll");
    assertThat(waits.now()).isEmpty();
  }

  @Test
  void questionToTheBroker_isListedAndExcusesAPoll() {
    // Given
    state.begin("poll", 0);
    pass(Duration.ofMinutes(1));

    // When
    topic.outage = Optional.of(new Outage(time.instant(), 3, "no answer"));

    // Then
    assertThat(waits.now()).containsExactly(new Wait("topic", time.instant(), "no answer"));
    assertThat(state.isStuck()).isFalse();
  }

  @Test
  void questionAboutTheDeadLetterTopic_isListedAndKeepsNoReadingFromBeingStored() {
    // When
    deadLetters = Optional.of(new Outage(time.instant(), 3, "no answer"));

    // Then
    assertThat(waits.now())
        .containsExactly(new Wait("dead-letter-topic", time.instant(), "no answer"));
    assertThat(state.outage()).isEmpty();
  }

  private static Tuple row(Instant since) {
    return tuple("poll", since);
  }

  private void pass(Duration duration) {
    time.after(duration.toMillis(), () -> {});
    time.step();
  }

  private static final class SilentTopic implements ReadingsTopic {
    private Optional<Outage> outage = Optional.empty();

    @Override
    public Uni<UUID> id() {
      return Uni.createFrom().nothing();
    }

    @Override
    public Uni<Map<Integer, Bounds>> bounds(Set<Integer> partitions) {
      return Uni.createFrom().nothing();
    }

    @Override
    public Optional<Outage> outage() {
      return outage;
    }
  }
}
