package dev.tidewire.processing.pipeline;

import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.group.Drain;
import dev.tidewire.processing.group.SimulatedLegs;
import dev.tidewire.processing.simulation.Bug;
import dev.tidewire.processing.simulation.Topic;
import dev.tidewire.processing.simulation.VirtualExecutor;
import dev.tidewire.processing.simulation.VirtualTime;
import dev.tidewire.processing.simulation.Weather;
import dev.tidewire.processing.store.MergeCounts;
import dev.tidewire.processing.store.SimulatedDatabase;
import dev.tidewire.processing.store.SimulatedMerger;
import dev.tidewire.processing.store.SimulatedStore;
import dev.tidewire.processing.topic.LostRecords;
import dev.tidewire.processing.topic.Truncations;
import dev.tidewire.processing.trace.PollTracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.function.LongUnaryOperator;

/** A process of the service with its consumer wired as in production, until it is killed. */
final class SimulatedProcess {
  private final ReadingsConsumer consumer;
  private final PipelineState state;
  private final SimulatedMerger merger;
  private final SimulatedHolds holds = new SimulatedHolds();
  private final SimulatedLegs legs = new SimulatedLegs();
  private final PlacementWatch watch;
  private final MarkerWatch markers;
  private IntPredicate owned = partition -> false;
  private boolean alive = true;

  SimulatedProcess(
      ProcessingConfig config,
      VirtualTime time,
      SplittableRandom random,
      Bug bug,
      Weather weather,
      Topic kafka,
      SimulatedDatabase database,
      SimulatedDeadLetters deadLetters,
      MergeCounts merges) {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    SimulatedTopic topic = new SimulatedTopic(kafka, bug);
    boolean losesTimers = bug == Bug.LOSES_A_TIMER;
    LongUnaryOperator exactly = millis -> losesTimers && random.nextInt(10) == 0 ? -1 : millis;
    // Replaces the consumer's own pauses, whose random part does not come from the seed.
    LongUnaryOperator anyhow = millis -> random.nextLong(15_000);
    SimulatedStore store =
        SimulatedStore.on(
            database,
            bug,
            config,
            registry,
            new VirtualExecutor(time, this::isAlive, exactly),
            random.split(),
            time);
    state = new PipelineState(config, store.guard(), deadLetters, topic, registry, time);
    Truncations truncations = new Truncations(topic, store.watermarks(), holds, registry, time);
    LostRecords lost = new LostRecords(topic, registry);
    Placement placement =
        new Placement(
            legs,
            topic,
            store.watermarks(),
            truncations,
            lost,
            new LostCommits(store.series(), registry));
    watch = new PlacementWatch(placement, topic, store.watermarks());
    markers = new MarkerWatch(legs, topic, store.watermarks(), lost);
    consumer =
        new ReadingsConsumer(
            new PollWriter(
                placement,
                topic,
                truncations,
                store.watermarks(),
                new ClaimWriter(
                    lost, store.polls(), store.watermarks(), deadLetters, store.metrics(), config),
                store.metrics()),
            state,
            new Drain(config),
            PollTracing.off(),
            new PollPace(ahead -> false),
            new VirtualExecutor(time, this::isAlive, anyhow));
    merger =
        new SimulatedMerger(
            database, bug, time, random.split(), weather, this::isAlive, this::owns, merges);
  }

  private boolean owns(int partition) {
    return owned.test(partition);
  }

  /** Tells which partitions the consumer has. */
  void owned(IntPredicate partitions) {
    owned = partitions;
  }

  SimulatedMerger merger() {
    return merger;
  }

  ReadingsConsumer consumer() {
    return consumer;
  }

  PipelineState state() {
    return state;
  }

  SimulatedHolds holds() {
    return holds;
  }

  SimulatedLegs legs() {
    return legs;
  }

  /** Compares positions with watermarks, as the service does every now and then. */
  void look() {
    markers.look().subscribe().with(done -> {}, failure -> {});
    watch.look().subscribe().with(done -> {}, failure -> {});
  }

  boolean isAlive() {
    return alive;
  }

  void kill() {
    alive = false;
  }
}
