package dev.tidewire.processing.pipeline;

import dev.tidewire.processing.merge.MergeReport;
import dev.tidewire.processing.store.Breaker;
import dev.tidewire.processing.store.LastError;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the pipeline is doing, for people. Everything but the lag concerns only the process that
 * answers.
 *
 * @param state in one word: the code of a {@link State}
 * @param message the state in a sentence
 * @param breaker the circuit breaker in front of the database
 * @param waiting what keeps readings from being stored; null when nothing does
 * @param waits all that it waits for, {@code waiting} included
 * @param lostRecords that the topic deleted before this process read them
 * @param lag of the whole consumer group, in records of one batch each
 * @param oldestUnstored the oldest readings taken from Kafka and not stored; null without any
 * @param rates over the last minute
 * @param merging the background merge
 * @param lastError the last failure of any kind; null when there was none
 */
public record PipelineReport(
    String state,
    String message,
    BreakerState breaker,
    @Nullable Waiting waiting,
    List<Wait> waits,
    long lostRecords,
    LagReport lag,
    @Nullable OldestUnstored oldestUnstored,
    Rates rates,
    MergeReport merging,
    @Nullable LastError lastError) {

  /** What it does. */
  public enum State {
    /** The broker does not report whether anything waits to be stored. */
    UNKNOWN,
    /** Nothing waits to be stored. */
    IDLE,
    /** Readings come and are stored. */
    STORING,
    /** Nothing that may be read waits; other records wait for an open transaction to end. */
    HELD_BACK,
    /** Readings wait in partitions that this process does not own. */
    UNASSIGNED,
    /** Readings wait on purpose for an external fault to be fixed. */
    WAITING,
    /** Readings wait and are not stored, for no known reason: the process should be restarted. */
    STUCK,
    /** A partition is not stored until an operator decides. */
    STOPPED;

    /**
     * @param waits whether an external fault prevents storing
     * @param isStuck whether readings wait although nothing prevents storing
     * @param isStopped whether a partition is not stored until an operator decides
     * @param works whether polls are in work
     * @param owned the partitions that this process owns
     */
    static State of(
        boolean waits,
        boolean isStuck,
        boolean isStopped,
        boolean works,
        Lag lag,
        Set<Integer> owned,
        Instant now) {
      if (waits) {
        return WAITING;
      } else if (isStuck) {
        return STUCK;
      } else if (isStopped) {
        return STOPPED;
      } else if (works) {
        return STORING;
      } else if (lag.isOld(now)) {
        return UNKNOWN;
      } else if (lag.records() == 0) {
        return lag.isHeldBack() ? HELD_BACK : IDLE;
      }
      return lag.records(owned) > 0 ? STORING : UNASSIGNED;
    }

    String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * @param state {@code closed}, {@code open} or {@code half-open}
   * @param since when it entered this state
   */
  public record BreakerState(String state, Instant since) {
    static BreakerState of(Breaker breaker) {
      String name = breaker.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
      return new BreakerState(name, breaker.since());
    }
  }

  /**
   * @param since the first failed attempt
   * @param attempts failed so far
   * @param cause of the last failure, in words
   */
  public record Waiting(Instant since, long attempts, String cause) {}

  /**
   * @param name of what it waits for
   * @param cause in words
   */
  public record Wait(String name, Instant since, String cause) {}

  /**
   * @param measuredAt null before the broker's first report
   * @param records of all partitions
   */
  public record LagReport(
      @Nullable Instant measuredAt, long records, List<PartitionLag> partitions) {
    static LagReport of(Lag lag) {
      return new LagReport(lag.measuredAt(), lag.records(), lag.partitions());
    }
  }

  /** Time of the Kafka record, and its age. */
  public record OldestUnstored(Instant time, double ageSeconds) {}

  /** Per second. */
  public record Rates(double stored, double deadLetters, double retries) {}
}
