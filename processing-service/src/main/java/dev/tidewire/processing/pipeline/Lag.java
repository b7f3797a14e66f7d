package dev.tidewire.processing.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The consumer group's lag over all partitions, of all replicas together.
 *
 * @param measuredAt when the broker told; null when it has not yet
 */
public record Lag(@Nullable Instant measuredAt, List<PartitionLag> partitions) {
  /** Some times as long as the broker takes to be asked again. */
  private static final Duration OLD = Duration.ofSeconds(15);

  static final Lag UNKNOWN = new Lag(null, List.of());

  /** Whether the broker has not told for so long that the lag may well be another one by now. */
  boolean isOld(Instant now) {
    return measuredAt == null || measuredAt.plus(OLD).isBefore(now);
  }

  /** Records that are not known to be stored. */
  public long records() {
    return partitions.stream().mapToLong(PartitionLag::records).sum();
  }

  /** Records of these partitions that are not known to be stored. */
  long records(Set<Integer> those) {
    return partitions.stream()
        .filter(lag -> those.contains(lag.partition()))
        .mapToLong(PartitionLag::records)
        .sum();
  }
}
