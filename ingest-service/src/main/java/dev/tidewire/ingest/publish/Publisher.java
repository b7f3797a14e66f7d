package dev.tidewire.ingest.publish;

import dev.tidewire.ingest.batch.EncodedBatch;
import java.util.List;
import java.util.function.Consumer;

/** Hands batches to the log. */
public interface Publisher {
  /**
   * Sends the batches in their order, without ever waiting, and tells once how all of them went, on
   * any thread, within a bounded time.
   */
  void publish(List<EncodedBatch> batches, Consumer<PublishOutcome> whenDone);
}
