package dev.tidewire.processing.pipeline;

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
  static final Lag UNKNOWN = new Lag(null, List.of());

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
