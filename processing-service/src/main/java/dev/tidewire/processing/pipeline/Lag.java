package dev.tidewire.processing.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The consumer group's lag over all partitions, of all replicas together.
 *
 * @param measuredAt when the broker reported it; null before its first report
 */
public record Lag(@Nullable Instant measuredAt, List<PartitionLag> partitions) {
  /** Three times the interval at which the broker is asked. */
  private static final Duration OLD = Duration.ofSeconds(15);

  static final Lag UNKNOWN = new Lag(null, List.of());

  /** Whether the broker has not reported the lag for so long that it may well have changed. */
  boolean isOld(Instant now) {
    return measuredAt == null || isOld(measuredAt, now);
  }

  /** Whether a lag measured at that time may well have changed by now. */
  static boolean isOld(Instant measuredAt, Instant now) {
    return measuredAt.plus(OLD).isBefore(now);
  }

  /** Records that are not known to be stored. */
  public long records() {
    return partitions.stream().mapToLong(PartitionLag::records).sum();
  }

  /** Whether a producer's open transaction holds records back. */
  boolean isHeldBack() {
    return partitions.stream().anyMatch(lag -> lag.heldBack() > 0);
  }

  /** Records of these partitions that are not known to be stored. */
  long records(Set<Integer> those) {
    return partitions.stream()
        .filter(lag -> those.contains(lag.partition()))
        .mapToLong(PartitionLag::records)
        .sum();
  }
}
