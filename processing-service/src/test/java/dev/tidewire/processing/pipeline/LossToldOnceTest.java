package dev.tidewire.processing.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.processing.group.SimulatedLegs;
import dev.tidewire.processing.simulation.Bug;
import dev.tidewire.processing.simulation.SimulatedConfig;
import dev.tidewire.processing.simulation.Topic;
import dev.tidewire.processing.simulation.VirtualExecutor;
import dev.tidewire.processing.simulation.VirtualTime;
import dev.tidewire.processing.simulation.Weather;
import dev.tidewire.processing.store.SimulatedDatabase;
import dev.tidewire.processing.store.SimulatedStore;
import dev.tidewire.processing.store.SimulatedWatermarks;
import dev.tidewire.processing.topic.LostRecords;
import dev.tidewire.processing.topic.Truncations;
import dev.tidewire.processing.watermark.Truncation;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All records of a partition are deleted before they are read, and none comes afterwards. */
class LossToldOnceTest {
  private final SplittableRandom random = new SplittableRandom(1);
  private final VirtualTime time = new VirtualTime(random);
  private final Topic topic = new Topic(random);
  private final SimulatedDatabase database =
      new SimulatedDatabase(time, random, new Weather(time, random));
  private final SimulatedStore store =
      SimulatedStore.on(
          database,
          Bug.NONE,
          SimulatedConfig.ofMaxReadings(10),
          new SimpleMeterRegistry(),
          new VirtualExecutor(time, () -> true, millis -> millis),
          random,
          time);

  /** The first one has seen the partition empty. */
  @BeforeEach
  void loseRecords() {
    new Owner().place();
    while (topic.end(0) < 3) {
      topic.send(time.millis());
    }
    topic.deleteBefore(0, topic.end(0));
  }

  @Test
  void nextOwnerOfAPartitionThatIsQuiet_doesNotTellItAgain() {
    // Given
    Owner owner = new Owner();
    Owner next = new Owner();

    // When
    owner.place();
    next.place();

    // Then
    assertThat(owner.lost.total()).isEqualTo(3);
    assertThat(next.lost.total()).isZero();
    assertThat(next.legs.isPlaced(0)).isTrue();
    assertThat(watermark()).isEqualTo(3);
  }

  @Test
  void ownerThatDiesWhileItTells_leavesTheTellingToTheNext() {
    // Given
    Owner owner = new Owner();
    Owner next = new Owner();

    // When
    owner.start();
    while (owner.lost.total() == 0) {
      time.step();
    }
    long whenTold = watermark();
    owner.isAlive = false;
    next.place();

    // Then
    assertThat(whenTold).isZero();
    assertThat(next.lost.total()).isEqualTo(3);
  }

  @Test
  void partitionThatIsStopped_keepsItsWatermark() {
    // Given
    run(store.watermarks().stop(topic.id(), List.of(new Truncation(0, 0, 0))));
    Owner owner = new Owner();

    // When
    owner.place();

    // Then
    assertThat(owner.lost.total()).isZero();
    assertThat(owner.holds.isHeld(0)).isTrue();
    assertThat(watermark()).isZero();
  }

  private long watermark() {
    return new SimulatedWatermarks(database).of(topic.id(), 0);
  }

  private void run(Uni<Void> work) {
    boolean[] done = new boolean[1];
    work.subscribe().with(nothing -> done[0] = true);
    while (!done[0] && time.step()) {
      assertThat(time.millis()).isLessThan(60_000);
    }
    assertThat(done[0]).isTrue();
  }

  /** A process that gets the partition. */
  private final class Owner {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SimulatedTopic asked = new SimulatedTopic(topic, Bug.NONE);
    private final SimulatedLegs legs = new SimulatedLegs();
    private final SimulatedHolds holds = new SimulatedHolds();
    private final LostRecords lost = new LostRecords(asked, registry);
    private final SimulatedStore own =
        SimulatedStore.on(
            database,
            Bug.NONE,
            SimulatedConfig.ofMaxReadings(10),
            registry,
            new VirtualExecutor(time, () -> this.isAlive, millis -> millis),
            random,
            time);
    private boolean isAlive = true;

    private Uni<Void> placing() {
      legs.begin(0);
      Placement placement =
          new Placement(
              legs,
              asked,
              own.watermarks(),
              new Truncations(asked, own.watermarks(), holds, registry, time),
              lost,
              new LostCommits(own.series(), registry));
      return placement.place(placement.legs());
    }

    private void start() {
      placing().subscribe().with(done -> {});
    }

    private void place() {
      run(placing());
    }
  }
}
