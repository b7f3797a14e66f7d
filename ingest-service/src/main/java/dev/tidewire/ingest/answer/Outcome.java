package dev.tidewire.ingest.answer;

import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Problem;
import java.util.List;

/** What became of a request. It says nothing about how a protocol puts that into words. */
public sealed interface Outcome {
  /** The same with its numbers alone. */
  default Outcome inBrief() {
    return this instanceof Accepted whole
        ? new Accepted(whole.accepted(), whole.rejected(), List.of(), Warnings.NONE)
        : this;
  }

  /**
   * Kafka has acknowledged the good readings: all replicas in sync have them.
   *
   * @param accepted how many readings that are
   * @param rejected how many items are not accepted, because they are wrong
   * @param errors the first of the rejected items
   * @param warnings what the sender of accepted ones may not expect
   */
  record Accepted(int accepted, int rejected, List<ItemError> errors, Warnings warnings)
      implements Outcome {}

  /**
   * The request failed as a whole; the problem says whether some readings may have been accepted.
   */
  record Refused(Problem problem) implements Outcome {}
}
