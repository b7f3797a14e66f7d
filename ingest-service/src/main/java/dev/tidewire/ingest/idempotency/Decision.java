package dev.tidewire.ingest.idempotency;

import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.platform.problem.Problem;

/** What becomes of a request with a key. */
public sealed interface Decision {
  /** It is to be carried out, by nobody else at this time. */
  record Go(Turn turn) implements Decision {}

  /** It was carried out before. */
  record Repeated(Answer answer) implements Decision {}

  /** It is not carried out now. */
  record Refused(Problem problem) implements Decision {}
}
