package dev.tidewire.processing.pipeline;

import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.pipeline.SimulatedDeadLetters.Letter;
import dev.tidewire.processing.simulation.Bug;
import dev.tidewire.processing.simulation.Invariant;
import dev.tidewire.processing.simulation.SimulatedConfig;
import dev.tidewire.processing.simulation.Topic;
import dev.tidewire.processing.simulation.Topic.Cell;
import dev.tidewire.processing.simulation.Topic.Entry;
import dev.tidewire.processing.simulation.Topic.Sent;
import dev.tidewire.processing.simulation.VirtualTime;
import dev.tidewire.processing.simulation.Weather;
import dev.tidewire.processing.store.SimulatedDatabase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One history of the service, generated from a seed: processes that die and restart, a topic, a
 * database and a dead-letter topic. The same seed gives the same history.
 */
final class Schedule {
  /** A broken promise. */
  record Violation(Invariant invariant, String detail) {}

  private static final int MEMBERS = 3;
  private static final long SENDING_MILLIS = 30_000;
  private static final long SESSION_MILLIS = 10_000;
  private static final long LOOK_MILLIS = 1_000;
  private static final long COMPARE_MILLIS = 5_000;
  private static final long LAG_MILLIS = 5_000;

  /** Until every process has compared its positions with the watermarks. */
  private static final long SETTLED_MILLIS = Weather.END_MILLIS + 60_000;

  private static final long DEADLINE_MILLIS = Weather.END_MILLIS + 120_000;

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
  private final List<SimulatedMember> members = new ArrayList<>();

  private final long[] committed = new long[Topic.PARTITIONS];
  private final Set<Entry> acknowledged = new HashSet<>();
  private final History history = new History();
  private boolean losesCommits;
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
  }

  /** Runs the history and returns the first broken promise, if there is one. */
  Optional<Violation> run() {
    for (int i = 10 + random.nextInt(30); i > 0; i--) {
      time.after(random.nextLong(SENDING_MILLIS), () -> topic.send(time.millis()));
    }
    for (int i = random.nextInt(6); i > 0; i--) {
      time.after(random.nextLong(Weather.END_MILLIS), this::kill);
    }
    for (int i = random.nextInt(12); i > 0; i--) {
      time.after(random.nextLong(Weather.END_MILLIS), this::rebalance);
    }
    for (int i = random.nextInt(10); i > 0; i--) {
      time.after(random.nextLong(SENDING_MILLIS), topic::mark);
    }
    if (random.nextInt(3) == 0) {
      time.after(random.nextLong(SENDING_MILLIS), this::mistake);
    } else if (random.nextInt(3) == 0) {
      losesCommits = true;
      time.after(random.nextLong(Weather.END_MILLIS - LAG_MILLIS), this::failOver);
    }
    for (int i = 0; i < MEMBERS; i++) {
      start();
    }
    time.after(LOOK_MILLIS, this::look);
    adopt(IntStream.range(0, Topic.PARTITIONS).boxed().toList());
    while (violation == null && !isAtRest()) {
      if (!time.step() || time.millis() > DEADLINE_MILLIS) {
        violate(Invariant.L1, "not at rest two minutes after the end of all faults");
      }
    }
    checkAtRest();
    return Optional.ofNullable(violation);
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

  void after(long millis, Runnable work) {
    time.after(millis, work);
  }

  /** The consumer has acknowledged these records. */
  void acknowledged(List<Entry> records) {
    for (Entry record : records) {
      history.acknowledged(time.millis(), record, !acknowledged.add(record));
      if (losesCommits) {
        continue;
      }
      if (record.isGarbage() && !deadLetters.letters().contains(letter(record))) {
        violate(Invariant.S1, "acknowledged and no dead letter: " + letter(record));
      }
      for (Sent sent : record.readings()) {
        boolean isThere =
            sent.isPoison()
                ? deadLetters.letters().contains(letter(record, sent))
                : database.readings().getOrDefault(sent.cell(), 0.0) >= sent.value();
        if (!isThere) {
          violate(Invariant.S1, "acknowledged and neither stored nor a dead letter: " + sent);
        }
      }
    }
  }

  private static Letter letter(Entry record) {
    return new Letter(record.partition(), record.offset(), 0);
  }

  private static Letter letter(Entry record, Sent sent) {
    return new Letter(record.partition(), record.offset(), sent.value());
  }

  /** The consumer has nacked a poll, which ends it in production. */
  void givenBack(Throwable failure) {
    violate(Invariant.L1, "a poll was given back: " + failure);
  }

  void commit(int partition, long offset) {
    committed[partition] = Math.max(committed[partition], offset);
  }

  private void start() {
    SimulatedProcess process =
        new SimulatedProcess(
            config,
            time,
            random.split(),
            bug,
            new SimulatedTopic(topic, bug),
            database,
            deadLetters);
    SimulatedMember member = new SimulatedMember(this, process, random.split());
    members.add(member);
    time.after(random.nextLong(200), member::poll);
  }

  /**
   * The watermark of a partition lies beyond its end, until an operator corrects it: stops
   * processing, restores the watermark and starts.
   */
  private void mistake() {
    int partition = random.nextInt(Topic.PARTITIONS);
    long watermark = database.moveBeyond(partition, topic.end(partition) + 1_000);
    time.after(
        random.nextLong(Weather.END_MILLIS - time.millis()),
        () -> {
          List.copyOf(members).forEach(this::kill);
          database.correct(partition, watermark);
        });
  }

  /** A standby takes over that lags behind, which every process finds by itself. */
  private void failOver() {
    Runnable standby = database.standby();
    time.after(random.nextLong(LAG_MILLIS), standby);
    time.after(LAG_MILLIS, history::failedOver);
  }

  private void kill() {
    kill(members.get(random.nextInt(members.size())));
  }

  private void kill(SimulatedMember victim) {
    history.killed(victim.isIdle());
    victim.process().kill();
    members.remove(victim);
    time.after(random.nextLong(SESSION_MILLIS), this::start);
    time.after(SESSION_MILLIS, () -> adopt(victim.partitions()));
    if (members.isEmpty()) {
      start();
    }
  }

  /** Assigns partitions to random members, from the committed offsets. */
  private void adopt(Collection<Integer> partitions) {
    for (int partition : partitions) {
      assign(partition, members.get(random.nextInt(members.size())));
    }
  }

  /**
   * Moves a partition, even while one of its polls is in work: that poll continues and writes late.
   */
  private void rebalance() {
    int partition = random.nextInt(Topic.PARTITIONS);
    for (SimulatedMember owner : List.copyOf(members)) {
      if (owner.owns(partition)) {
        history.rebalanced(owner.worksOn(partition));
        owner.revoke(partition);
        assign(partition, members.get(random.nextInt(members.size())));
        return;
      }
    }
  }

  private void assign(int partition, SimulatedMember member) {
    member.assign(partition, Math.min(committed[partition], topic.end(partition)));
  }

  /** Checks as a probe would: no process is stuck, however long it waits. */
  private void look() {
    for (SimulatedMember member : members) {
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
    return new PartitionLag(partition, committed[partition], end, end - committed[partition], 0);
  }

  private boolean isAtRest() {
    long earliest = losesCommits ? SETTLED_MILLIS : Weather.END_MILLIS;
    if (time.millis() < earliest
        || isWaiting()
        || !members.stream().allMatch(SimulatedMember::isIdle)) {
      return false;
    }
    for (int partition = 0; partition < Topic.PARTITIONS; partition++) {
      int index = partition;
      long end = topic.end(partition);
      if (committed[partition] < end
          || members.stream().noneMatch(member -> member.hasRead(index, end))) {
        return false;
      }
    }
    return true;
  }

  private boolean isWaiting() {
    return members.stream().anyMatch(member -> member.process().state().outage().isPresent());
  }

  private void checkAtRest() {
    Set<Map.Entry<Cell, Double>> readingsDue = topic.lastReadings().entrySet();
    check(Invariant.S2, database.readings().entrySet(), readingsDue, readingsDue);
    check(Invariant.S3, deadLetters.letters(), letters(), letters());
    if (database.hasStoredTwice()) {
      violate(Invariant.S2, "records were stored twice, or not in their order");
    }
    history.atRest(deadLetters.letters().size(), database);
  }

  private <T> void check(Invariant invariant, Set<T> there, Set<T> due, Set<T> allowed) {
    Set<T> extra = new HashSet<>(there);
    extra.removeAll(allowed);
    Set<T> missing = new HashSet<>(due);
    missing.removeAll(there);
    if (!extra.isEmpty() || !missing.isEmpty()) {
      violate(invariant, "too much: %s; missing: %s".formatted(extra, missing));
    }
  }

  /** The garbage records and the poison readings. */
  private Set<Letter> letters() {
    Set<Letter> letters = new HashSet<>();
    for (Entry record : topic.entries()) {
      if (record.isGarbage()) {
        letters.add(letter(record));
      }
      record.readings().stream()
          .filter(Sent::isPoison)
          .forEach(sent -> letters.add(letter(record, sent)));
    }
    return letters;
  }

  private void violate(Invariant invariant, String detail) {
    if (violation == null) {
      violation = new Violation(invariant, "at %d ms: %s".formatted(time.millis(), detail));
    }
  }
}
