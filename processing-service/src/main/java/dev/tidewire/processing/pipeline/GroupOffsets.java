package dev.tidewire.processing.pipeline;

import dev.tidewire.contract.Topics;
import dev.tidewire.processing.topic.Bounds;
import dev.tidewire.processing.topic.Broker;
import dev.tidewire.processing.topic.GroupOffset;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * How far the consumer group is in each partition of the topic, as the broker reports it: correct
 * while the consumer is paused, and for partitions that nobody reads. A partition ends where a
 * producer's first open transaction begins, because nobody may read beyond.
 */
@ApplicationScoped
class GroupOffsets {
  private final Broker broker;
  private final String group;

  GroupOffsets(
      Broker broker,
      @ConfigProperty(name = "mp.messaging.incoming.readings.group.id") String group) {
    this.broker = broker;
    this.group = group;
  }

  /** The lag of every partition, in the order of their numbers. Waits for the broker. */
  Uni<List<PartitionLag>> lags() {
    return Uni.combine()
        .all()
        .unis(broker.committed(group, Topics.READINGS), broker.bounds(Topics.READINGS))
        .with(
            (committed, bounds) ->
                new TreeMap<>(bounds)
                    .entrySet().stream()
                        .map(one -> lag(one.getKey(), one.getValue(), committed.get(one.getKey())))
                        .toList());
  }

  /** Without a commit the whole partition is lag. Records that retention has deleted are not. */
  private static PartitionLag lag(int partition, Bounds bounds, @Nullable GroupOffset committed) {
    long first = bounds.first();
    long from = committed != null ? Math.max(first, committed.offset()) : first;
    return new PartitionLag(
        partition,
        from,
        bounds.stable(),
        Math.max(0, bounds.stable() - from),
        Math.max(0, bounds.end() - bounds.stable()));
  }
}
