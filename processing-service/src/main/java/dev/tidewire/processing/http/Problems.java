package dev.tidewire.processing.http;

import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;

/** The problems of this service's own requests. */
final class Problems {
  static final Problem BUSY =
      Problem.of(
          ProblemType.ACTION_RUNNING,
          "Dead letters are being redriven or discarded already, one action at a time. Wait until"
              + " it has ended; GET /v1/dead-letters/actions shows its progress.");

  private Problems() {}

  static Problem unknownLetter(String id) {
    return Problem.of(
        ProblemType.UNKNOWN_DEAD_LETTER,
        "There is no dead letter `" + id + "`. GET /v1/dead-letters lists them.");
  }

  static Problem unknownAction(String id) {
    return Problem.of(
        ProblemType.UNKNOWN_ACTION,
        "There is no action `" + id + "`. GET /v1/dead-letters/actions lists them.");
  }
}
