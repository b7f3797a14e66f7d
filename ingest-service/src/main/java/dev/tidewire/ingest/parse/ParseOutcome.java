package dev.tidewire.ingest.parse;

import dev.tidewire.ingest.answer.ItemError;
import dev.tidewire.ingest.answer.Problem;
import dev.tidewire.ingest.batch.EncodedBatch;
import java.util.List;

/** What the bytes of a body turned out to be. */
public sealed interface ParseOutcome {
  /**
   * Items, good and bad.
   *
   * @param batches the good readings
   * @param accepted how many readings the batches hold
   * @param rejected how many items are bad
   * @param errors the first of the bad items
   */
  record Parsed(List<EncodedBatch> batches, int accepted, int rejected, List<ItemError> errors)
      implements ParseOutcome {}

  /** Nothing to take: the body as a whole is at fault. */
  record Refused(Problem problem) implements ParseOutcome {}
}
