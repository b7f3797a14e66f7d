package dev.tidewire.processing.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether polls come and go. Stuck is: records wait in Kafka, none of their polls is being worked
 * on, and none has been for a while. A poll that waits for the database is being worked on.
 */
final class Progress {
  private final Map<Object, Long> oldestTimestampMillisByPoll = new ConcurrentHashMap<>();
  private final Clock clock;
  private final Duration patience;
  private volatile Instant lastPoll;
  private volatile long lag;

  Progress(Clock clock, Duration patience) {
    this.clock = clock;
    this.patience = patience;
    this.lastPoll = clock.instant();
  }

  /** Work on a poll begins. */
  void begin(Object poll, long oldestTimestampMillis) {
    oldestTimestampMillisByPoll.put(poll, oldestTimestampMillis);
  }

  /** A poll is stored and acknowledged. */
  void done(Object poll) {
    oldestTimestampMillisByPoll.remove(poll);
    lastPoll = clock.instant();
  }

  /** Records that are not committed, of the partitions that are ours to work on. */
  void lag(long records) {
    if (records == 0) {
      lastPoll = clock.instant();
    }
    lag = records;
  }

  boolean isStuck() {
    return lag > 0
        && oldestTimestampMillisByPoll.isEmpty()
        && lastPoll.plus(patience).isBefore(clock.instant());
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
