package dev.tidewire.processing.pipeline;

import dev.tidewire.processing.simulation.Entry;
import dev.tidewire.processing.store.MergeCounts;
import dev.tidewire.processing.store.SimulatedDatabase;
import java.util.EnumMap;
import java.util.Map;

/** Counts what happened in one or more schedules. */
final class History {
  private long acknowledged;
  private long redelivered;
  private long kills;
  private long killsDuringPolls;
  private long rebalances;
  private long rebalancesDuringPolls;
  private long letters;
  private long lateWrites;
  private long waits;
  private long refusals;
  private long reads;
  private long trace;
  private final Map<Disaster, Integer> disasters = new EnumMap<>(Disaster.class);
  private final MergeCounts merges = new MergeCounts();

  void acknowledged(long atMillis, Entry record, boolean again) {
    acknowledged++;
    redelivered += again ? 1 : 0;
    trace = trace * 31 + atMillis;
    trace = trace * 31 + record.partition() * 1_000L + record.offset();
  }

  void killed(boolean idle) {
    kills++;
    killsDuringPolls += idle ? 0 : 1;
  }

  void rebalanced(boolean duringAPoll) {
    rebalances++;
    rebalancesDuringPolls += duringAPoll ? 1 : 0;
  }

  void struck(Disaster disaster) {
    disasters.merge(disaster, 1, Integer::sum);
  }

  /** Everything was read. */
  void read() {
    reads++;
    trace = trace * 31 + reads;
  }

  MergeCounts merges() {
    return merges;
  }

  /** A process was waiting at a check. */
  void waits(String cause) {
    waits++;
    refusals += cause.contains("refuses what we write") ? 1 : 0;
  }

  void atRest(int writtenLetters, SimulatedDatabase database) {
    letters += writtenLetters;
    lateWrites += database.lateWrites();
  }

  void add(History other) {
    acknowledged += other.acknowledged;
    redelivered += other.redelivered;
    kills += other.kills;
    killsDuringPolls += other.killsDuringPolls;
    rebalances += other.rebalances;
    rebalancesDuringPolls += other.rebalancesDuringPolls;
    letters += other.letters;
    lateWrites += other.lateWrites;
    waits += other.waits;
    refusals += other.refusals;
    reads += other.reads;
    other.disasters.forEach((disaster, times) -> disasters.merge(disaster, times, Integer::sum));
    merges.add(other.merges);
  }

  /** A hash of the history: equal for equal histories, almost certainly different otherwise. */
  long trace() {
    return trace;
  }

  /** Whether every kind of event has occurred. */
  boolean isEventful() {
    return redelivered > 0
        && killsDuringPolls > 0
        && rebalancesDuringPolls > 0
        && lateWrites > 0
        && letters > 0
        && waits > refusals
        && refusals > 0
        && disasters.size() == Disaster.values().length
        && merges.isEventful();
  }

  @Override
  public String toString() {
    return "%d records acknowledged, %d again; %d kills, %d during polls; "
            .formatted(acknowledged, redelivered, kills, killsDuringPolls)
        + "%d rebalances, %d during polls; %d late writes; %d letters"
            .formatted(rebalances, rebalancesDuringPolls, lateWrites, letters)
        + "; seen waiting %d times, %d for refusals; ".formatted(waits, refusals)
        + "%d times all was read; %s; %s".formatted(reads, merges, disasters);
  }
}
