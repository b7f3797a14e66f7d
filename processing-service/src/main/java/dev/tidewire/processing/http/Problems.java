package dev.tidewire.processing.http;

import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.processing.mirror.LetterId;
import java.util.List;
import java.util.stream.Collectors;

/** The problems of this service's own requests. */
final class Problems {
  private static final int MOST_NAMED = 10;

  static final Problem BUSY =
      Problem.of(
          ProblemType.ACTION_RUNNING,
          "Dead letters are being redriven or discarded already, one action at a time. Wait until"
              + " it has ended; GET /v1/dead-letters/actions shows its progress.");

  static final Problem MERGING =
      Problem.of(
          ProblemType.MERGE_RUNNING,
          "An order to merge, settle or scrub is running already, one at a time. Wait until it has"
              + " ended; `merging.order` of GET /v1/pipeline shows which it is, and its progress.");

  private Problems() {}

  static Problem unknownLetter(String id) {
    return Problem.of(
        ProblemType.UNKNOWN_DEAD_LETTER,
        "There is no dead letter `" + id + "`. GET /v1/dead-letters lists them.");
  }

  /** At least one id, none of which a letter has. */
  static Problem unknownLetters(List<LetterId> ids) {
    if (ids.size() == 1) {
      return unknownLetter(ids.get(0).toString());
    }
    String first =
        ids.stream().limit(MOST_NAMED).map(id -> "`" + id + "`").collect(Collectors.joining(", "));
    return Problem.of(
        ProblemType.UNKNOWN_DEAD_LETTER,
        "None of the %d ids is that of a dead letter: %s%s. GET /v1/dead-letters lists them."
            .formatted(ids.size(), first, ids.size() > MOST_NAMED ? " and more" : ""));
  }

  static Problem unknownAction(String id) {
    return Problem.of(
        ProblemType.UNKNOWN_ACTION,
        "There is no action `" + id + "`. GET /v1/dead-letters/actions lists them.");
  }
}
