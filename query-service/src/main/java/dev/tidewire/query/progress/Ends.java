package dev.tidewire.query.progress;

import dev.tidewire.platform.broker.ReadingsBroker.Topic;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Questions to the broker. Each fails in bounded time when it has no answer. */
public interface Ends {
  /** The readings topic now. */
  CompletableFuture<Topic> topic();

  /** The offset after the last record of each of these partitions. */
  CompletableFuture<Map<Integer, Long>> now(Set<Integer> partitions);

  /** The offset of the first record of each partition since a time; {@code now} without one. */
  CompletableFuture<Map<Integer, Long>> since(Instant time, Map<Integer, Long> now);
}
