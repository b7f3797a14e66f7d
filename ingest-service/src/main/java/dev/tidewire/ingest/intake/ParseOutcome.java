package dev.tidewire.ingest.intake;

import dev.tidewire.ingest.answer.Warnings;
import dev.tidewire.ingest.batch.EncodedBatch;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Problem;
import java.util.List;

/** What a body holds. */
public sealed interface ParseOutcome {
  /**
   * Items, good and bad.
   *
   * @param batches the good readings
   * @param accepted how many readings the batches hold
   * @param rejected how many items are bad
   * @param errors the first of the bad items
   * @param warnings what the sender of good ones may not expect
   * @param wrongTimes how many have a time that cannot be right
   */
  record Parsed(
      List<EncodedBatch> batches,
      int accepted,
      int rejected,
      List<ItemError> errors,
      Warnings warnings,
      WrongTimes wrongTimes)
      implements ParseOutcome {
    /** What it held, without the readings themselves. */
    public Parsed withoutBatches() {
      return new Parsed(List.of(), accepted, rejected, errors, warnings, wrongTimes);
    }
  }

  /** Nothing to store: the body as a whole is at fault. */
  record Refused(Problem problem) implements ParseOutcome {}
}
