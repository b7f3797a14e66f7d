package dev.tidewire.ingest.publish;

import dev.tidewire.ingest.batch.EncodedBatch;
import java.util.List;
import java.util.function.Consumer;

/** Sends batches to Kafka. */
public interface Publisher {
  /**
   * Sends the batches in their order, without blocking. Reports the outcome of all of them once, on
   * any thread, within a bounded time.
   */
  void publish(List<EncodedBatch> batches, Consumer<PublishOutcome> whenDone);
}
