package dev.tidewire.processing.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether polls come and go. The consumer is stuck when the broker reports that records wait, none
 * of their polls is in work, and none has been for longer than the configured time. A poll that
 * waits for the database is in work. While the broker does not report, nobody knows whether records
 * wait, and that time does not count.
 */
final class Progress {
  private final Map<Object, Long> oldestTimestampMillisByPoll = new ConcurrentHashMap<>();
  private final Clock clock;
  private final Duration patience;
  private volatile Instant idleSince;
  private volatile Instant lagMeasuredAt;
  private volatile long lag;

  Progress(Clock clock, Duration patience) {
    this.clock = clock;
    this.patience = patience;
    this.idleSince = clock.instant();
    this.lagMeasuredAt = idleSince;
  }

  /** Work on a poll begins. */
  void begin(Object poll, long oldestTimestampMillis) {
    oldestTimestampMillisByPoll.put(poll, oldestTimestampMillis);
  }

  /** A poll is stored and acknowledged. */
  void done(Object poll) {
    oldestTimestampMillisByPoll.remove(poll);
    idleSince = clock.instant();
  }

  /** The broker has reported the uncommitted records of the partitions that are ours to work on. */
  void lag(long records) {
    Instant now = clock.instant();
    if (records == 0 || isOld(now)) {
      idleSince = now;
    }
    lagMeasuredAt = now;
    lag = records;
  }

  boolean isStuck() {
    Instant now = clock.instant();
    return lag > 0
        && !isOld(now)
        && oldestTimestampMillisByPoll.isEmpty()
        && idleSince.plus(patience).isBefore(now);
  }

  private boolean isOld(Instant now) {
    return Lag.isOld(lagMeasuredAt, now);
  }

  /** The time of the oldest record in work, if there is any. */
  Optional<Instant> oldestUnstored() {
    return oldestTimestampMillisByPoll.values().stream()
        .min(Long::compare)
        .map(Instant::ofEpochMilli);
  }

  /** Age of the oldest record in work, or zero when there is none. */
  Duration oldestUnstoredAge() {
    return oldestUnstored()
        .map(oldest -> Duration.between(oldest, clock.instant()))
        .filter(age -> !age.isNegative())
        .orElse(Duration.ZERO);
  }
}
