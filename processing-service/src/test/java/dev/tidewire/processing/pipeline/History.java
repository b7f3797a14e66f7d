package dev.tidewire.processing.pipeline;

import dev.tidewire.processing.simulation.Topic.Entry;
import dev.tidewire.processing.store.SimulatedDatabase;

/** Counts what happened in one or more schedules. */
final class History {
  private long acknowledged;
  private long redelivered;
  private long kills;
  private long killsDuringPolls;
  private long rebalances;
  private long rebalancesDuringPolls;
  private long failOvers;
  private long letters;
  private long lateWrites;
  private long waits;
  private long refusals;
  private long trace;

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

  /** A database that lags behind has taken over. */
  void failedOver() {
    failOvers++;
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
    failOvers += other.failOvers;
    letters += other.letters;
    lateWrites += other.lateWrites;
    waits += other.waits;
    refusals += other.refusals;
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
        && failOvers > 0
        && lateWrites > 0
        && letters > 0
        && waits > refusals
        && refusals > 0;
  }

  @Override
  public String toString() {
    return "%d records acknowledged, %d again; %d kills, %d during polls; "
            .formatted(acknowledged, redelivered, kills, killsDuringPolls)
        + "%d rebalances, %d during polls; %d late writes; %d letters"
            .formatted(rebalances, rebalancesDuringPolls, lateWrites, letters)
        + "; %d fail-overs; seen waiting %d times, %d for refusals"
            .formatted(failOvers, waits, refusals);
  }
}
