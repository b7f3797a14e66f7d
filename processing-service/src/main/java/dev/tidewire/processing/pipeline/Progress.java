package dev.tidewire.processing.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether polls come and go. The pipeline is stuck when the broker has reported for longer than the
 * configured time that records wait, nothing that it waits for was away, and a poll in work made no
 * progress, or none was in work. The time counts up to the broker's last report: while it does not
 * report, nobody knows whether the consumer can do anything.
 */
final class Progress {
  private record Work(Instant progress, Instant oldest) {}

  private final Map<Object, Work> inWork = new ConcurrentHashMap<>();
  private final Clock clock;
  private final Duration patience;
  private volatile Instant lastDone;
  private volatile Instant lastExcuse;
  private volatile Instant lagMeasuredAt;
  private volatile long lag;

  Progress(Clock clock, Duration patience) {
    this.clock = clock;
    this.patience = patience;
    this.lastDone = clock.instant();
    this.lastExcuse = lastDone;
    this.lagMeasuredAt = lastDone;
  }

  /** Work on a poll begins. */
  void begin(Object poll, long oldestTimestampMillis) {
    inWork.put(poll, new Work(clock.instant(), Instant.ofEpochMilli(oldestTimestampMillis)));
  }

  /** A part of a poll is stored, or some of its letters are written. */
  void stored(Object poll) {
    inWork.computeIfPresent(poll, (same, work) -> new Work(clock.instant(), work.oldest()));
  }

  /** A poll is stored and acknowledged. */
  void done(Object poll) {
    inWork.remove(poll);
    lastDone = clock.instant();
  }

  /**
   * The broker has reported.
   *
   * @param records uncommitted, of the partitions that are ours to work on
   * @param waits whether the pipeline waits for something else that is away
   */
  void lag(long records, boolean waits) {
    Instant now = clock.instant();
    if (records == 0 || waits || Lag.isOld(lagMeasuredAt, now)) {
      lastExcuse = now;
    }
    lagMeasuredAt = now;
    lag = records;
  }

  boolean isStuck() {
    return lag > 0
        && !Lag.isOld(lagMeasuredAt, clock.instant())
        && excused(slowest().orElse(lastDone)).plus(patience).isBefore(lagMeasuredAt);
  }

  /** Since when a poll in work makes no progress for no reason, if one is in work. */
  Optional<Instant> quietSince() {
    return slowest().map(this::excused);
  }

  private Optional<Instant> slowest() {
    return inWork.values().stream().map(Work::progress).min(Comparator.naturalOrder());
  }

  private Instant excused(Instant since) {
    Instant excuse = lastExcuse;
    return since.isBefore(excuse) ? excuse : since;
  }

  /** The time of the oldest record in work, if there is any. */
  Optional<Instant> oldestUnstored() {
    return inWork.values().stream().map(Work::oldest).min(Comparator.naturalOrder());
  }

  /** Age of the oldest record in work, or zero when there is none. */
  Duration oldestUnstoredAge() {
    return oldestUnstored()
        .map(oldest -> Duration.between(oldest, clock.instant()))
        .filter(age -> !age.isNegative())
        .orElse(Duration.ZERO);
  }
}
