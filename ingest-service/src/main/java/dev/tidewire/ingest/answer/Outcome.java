package dev.tidewire.ingest.answer;

import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Problem;
import java.util.List;

/** What became of a request. It says nothing about how a protocol puts that into words. */
public sealed interface Outcome {
  /**
   * The good readings are stored on all replicas in sync.
   *
   * @param accepted how many readings are stored
   * @param rejected how many items are not, because they are wrong
   * @param errors the first of the rejected items
   */
  record Stored(int accepted, int rejected, List<ItemError> errors) implements Outcome {}

  /** The request failed as a whole; the problem says whether some readings may be stored. */
  record Refused(Problem problem) implements Outcome {}
}
