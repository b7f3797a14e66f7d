package dev.tidewire.ingest.kafka;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * The number of partitions that sensors are spread over. It does not follow partitions that are
 * added: sensors would move, and overtake their readings on the old partitions. Partitions are only
 * fewer when the topic was created again, which has ended that order anyway, so it follows those. A
 * broker that lags behind may tell an old number for a moment, so a lower one has to stay; while it
 * is in doubt, nothing is to be sent. Thread-safe.
 */
final class PartitionCount {
  private static final Logger LOG = Logger.getLogger(PartitionCount.class);

  /** How long a lower number has to stay. */
  static final Duration DOUBT = Duration.ofSeconds(5);

  private static final int UNKNOWN = 0;

  private final LongSupplier nanoTime;
  private int used = UNKNOWN;
  private int fewer = UNKNOWN;
  private int more = UNKNOWN;
  private long fewerSince;

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  PartitionCount(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * The number to use.
   *
   * @param told what the broker tells now
   * @return empty while it is in doubt
   */
  synchronized OptionalInt of(int told) {
    if (used == UNKNOWN) {
      used = told;
    } else if (told < used) {
      return ofFewer(told);
    } else if (told > used && told != more) {
      more = told;
      LOG.warnf(
          "The readings topic has %d partitions now. This process sends to the first %d until it is"
              + " restarted; docs/operations.md, Change the number of partitions",
          told, used);
    }
    fewer = UNKNOWN;
    return OptionalInt.of(used);
  }

  private OptionalInt ofFewer(int told) {
    long now = nanoTime.getAsLong();
    if (told != fewer) {
      fewer = told;
      fewerSince = now;
      LOG.warnf(
          "The readings topic has %d partitions in place of %d, so it was created again. Nothing is"
              + " accepted until this is certain, for %d seconds",
          told, used, DOUBT.toSeconds());
    }
    if (now - fewerSince < DOUBT.toNanos()) {
      return OptionalInt.empty();
    }
    used = told;
    fewer = UNKNOWN;
    more = UNKNOWN;
    return OptionalInt.of(used);
  }

  /** Whether the broker has told a lower number that may not be true. */
  synchronized boolean isInDoubt() {
    return fewer != UNKNOWN;
  }

  /** Whether this is the number to use, without any doubt. */
  synchronized boolean isCertain(int number) {
    return fewer == UNKNOWN && number == used;
  }
}
