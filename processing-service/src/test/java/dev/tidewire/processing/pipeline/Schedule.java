package dev.tidewire.processing.pipeline;

import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.simulation.Bug;
import dev.tidewire.processing.simulation.Entry;
import dev.tidewire.processing.simulation.Invariant;
import dev.tidewire.processing.simulation.SimulatedConfig;
import dev.tidewire.processing.simulation.Topic;
import dev.tidewire.processing.simulation.Twin;
import dev.tidewire.processing.simulation.VirtualTime;
import dev.tidewire.processing.simulation.Weather;
import dev.tidewire.processing.store.SimulatedDatabase;
import dev.tidewire.processing.store.SimulatedWatermarks;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One history of the service, generated from a seed: processes that die and restart, a topic, a
 * database and a dead-letter topic. The same seed gives the same history.
 */
final class Schedule {
  /** A broken promise. */
  record Violation(Invariant invariant, String detail) {}

  private static final long SENDING_MILLIS = 30_000;
  private static final long LOOK_MILLIS = 1_000;
  private static final long COMPARE_MILLIS = 5_000;
  private static final long DEADLINE_MILLIS = Weather.END_MILLIS + 240_000;

  private static final ProcessingConfig SMALL_STATEMENTS = SimulatedConfig.ofMaxReadings(7);
  private static final ProcessingConfig ONE_STATEMENT = SimulatedConfig.ofMaxReadings(20_000);

  private final SplittableRandom random;
  private final Bug bug;
  private final VirtualTime time;
  private final Weather weather;
  private final ProcessingConfig config;
  private final Topic topic;
  private final SimulatedDatabase database;
  private final SimulatedDeadLetters deadLetters;
  private final Twin twin;
  private final Cluster cluster;
  private final Disasters disasters;
  private final Letters letters;

  private final Set<Entry> acknowledged = new HashSet<>();
  private final History history = new History();
  private @Nullable Violation violation;

  Schedule(long seed, Bug bug) {
    this.random = new SplittableRandom(seed);
    this.bug = bug;
    this.time = new VirtualTime(random.split());
    this.weather = new Weather(time, random.split());
    this.config = random.nextBoolean() ? ONE_STATEMENT : SMALL_STATEMENTS;
    this.topic = new Topic(random.split());
    this.database = new SimulatedDatabase(time, random.split(), weather);
    this.deadLetters = new SimulatedDeadLetters(time, random.split(), weather, bug);
    SimulatedWatermarks watermarks = new SimulatedWatermarks(database);
    this.twin = new Twin(topic, partition -> watermarks.of(topic.id(), partition));
    this.letters = new Letters(twin, deadLetters);
    this.cluster = new Cluster(this, random.split(), this::newMember);
    this.disasters = new Disasters(this, random.split(), topic, twin, database, cluster);
    database.onCommit(this::checkRead);
  }

  /** Runs the history and returns the first broken promise, if there is one. */
  Optional<Violation> run() {
    for (int i = 10 + random.nextInt(30); i > 0; i--) {
      time.after(random.nextLong(SENDING_MILLIS), this::send);
    }
    for (int i = random.nextInt(6); i > 0; i--) {
      time.after(random.nextLong(Weather.END_MILLIS), cluster::kill);
    }
    for (int i = random.nextInt(12); i > 0; i--) {
      time.after(random.nextLong(Weather.END_MILLIS), cluster::rebalance);
    }
    for (int i = random.nextInt(10); i > 0; i--) {
      time.after(random.nextLong(SENDING_MILLIS), topic::mark);
    }
    disasters.begin();
    cluster.start();
    time.after(LOOK_MILLIS, this::look);
    while (violation == null && !isAtRest()) {
      if (!time.step() || time.millis() > DEADLINE_MILLIS) {
        violate(Invariant.L1, "not at rest four minutes after the end of all faults");
      }
    }
    checkAtRest();
    return Optional.ofNullable(violation);
  }

  private void send() {
    topic
        .send(time.millis())
        .ifPresent(
            entry -> {
              letters.sent(entry);
              twin.sent(entry);
            });
  }

  /** What happened, in numbers. */
  History history() {
    return history;
  }

  Bug bug() {
    return bug;
  }

  Topic topic() {
    return topic;
  }

  Cluster cluster() {
    return cluster;
  }

  long nowMillis() {
    return time.millis();
  }

  void after(long millis, Runnable work) {
    time.after(millis, work);
  }

  /** An operator has sent letters again. */
  void redriven(Entry entry) {
    letters.sent(entry);
    twin.sent(entry);
  }

  /** The consumer has acknowledged these records. */
  void acknowledged(List<Entry> records) {
    for (Entry record : records) {
      history.acknowledged(time.millis(), record, !acknowledged.add(record));
      if (!letters.areWritten(record)) {
        violate(Invariant.S1, "acknowledged and no dead letter: " + record);
      }
      if (!twin.accountsFor(record)) {
        violate(Invariant.S1, "acknowledged and not stored: " + record);
      }
    }
  }

  /** The database crashes: what was acknowledged is on its disk. */
  void crash() {
    List<Entry> before = acknowledged.stream().filter(twin::accountsFor).toList();
    database.crash();
    if (!before.stream().allMatch(twin::accountsFor)) {
      violate(Invariant.S1, "acknowledged and lost in a crash");
    }
  }

  /** The consumer has nacked a poll, which ends it in production. */
  void givenBack(Throwable failure) {
    violate(Invariant.L1, "a poll was given back: " + failure);
  }

  private SimulatedMember newMember() {
    SimulatedProcess process =
        new SimulatedProcess(
            config,
            time,
            random.split(),
            bug,
            weather,
            topic,
            database,
            deadLetters,
            history.merges());
    return new SimulatedMember(this, process, random.split());
  }

  /** Checks as a probe would: no process is stuck, however long it waits. */
  private void look() {
    for (SimulatedMember member : cluster.members()) {
      PipelineState state = member.process().state();
      if (time.millis() % COMPARE_MILLIS < LOOK_MILLIS) {
        member.process().look();
      }
      Set<Integer> read = new HashSet<>(member.partitions());
      read.removeIf(member.process().holds()::isHeld);
      state.lag(
          new Lag(time.instant(), member.partitions().stream().map(this::lag).toList()), read);
      state.outage().ifPresent(outage -> history.waits(outage.cause()));
      if (state.isStuck()) {
        violate(Invariant.L1, "stuck");
      }
    }
    time.after(LOOK_MILLIS, this::look);
  }

  private PartitionLag lag(int partition) {
    long end = topic.end(partition);
    long committed = cluster.committed(partition);
    return new PartitionLag(partition, committed, end, Math.max(0, end - committed), 0);
  }

  private void checkRead() {
    history.read();
    twin.differs(database.read(bug)).ifPresent(detail -> violate(Invariant.R1, detail));
  }

  /** Everything is stored and merged. */
  private boolean isAtRest() {
    return time.millis() >= Weather.END_MILLIS
        && !disasters.isBusy()
        && !isWaiting()
        && cluster.isAtRest()
        && !database.state().tables().hasBlocks();
  }

  /** A comparison with the watermarks, beside all polls, may be the last to see an outage end. */
  private boolean isWaiting() {
    return cluster.members().stream()
        .anyMatch(member -> member.process().state().outage().isPresent());
  }

  private void checkAtRest() {
    if (!twin.left().isEmpty()) {
      violate(Invariant.S2, "not stored: " + twin.left());
    }
    if (database.hasStoredTwice()) {
      violate(Invariant.S2, "records were stored twice, or not in their order");
    }
    letters.differ().ifPresent(detail -> violate(Invariant.S3, detail));
    history.atRest(deadLetters.letters().size(), database);
  }

  private void violate(Invariant invariant, String detail) {
    if (violation == null) {
      violation = new Violation(invariant, "at %d ms: %s".formatted(time.millis(), detail));
    }
  }
}
