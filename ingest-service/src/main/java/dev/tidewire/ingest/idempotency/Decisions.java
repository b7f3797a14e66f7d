package dev.tidewire.ingest.idempotency;

import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.platform.problem.Problem;
import java.util.function.Consumer;

/**
 * What is decided of attempts, by what is known of their keys; tells what each key was used for.
 */
final class Decisions {
  private final Consumer<KeyUse> uses;

  Decisions(Consumer<KeyUse> uses) {
    this.uses = uses;
  }

  /** The log did not tell in time. */
  Decision unknown() {
    return refused(KeyUse.UNKNOWN, KeyProblems.UNKNOWN);
  }

  /** The attempt has the turn. */
  Decision go(KeyEntry known, Turn turn) {
    uses.accept(known.isAgain() ? KeyUse.AGAIN : KeyUse.FIRST);
    return new Decision.Go(turn);
  }

  /** Another attempt of this process has no answer yet. */
  Decision behind(PendingAttempt other, PendingAttempt attempt) {
    return other.isSameRequest(attempt.request().fingerprint())
        ? refused(KeyUse.IN_PROGRESS, KeyProblems.IN_PROGRESS)
        : refused(KeyUse.OTHER_REQUEST, KeyProblems.OTHER_REQUEST);
  }

  /** The log says that another attempt came first. */
  Decision behind(KeyEntry known, PendingAttempt attempt) {
    if (!attempt.isSameRequest(known.request())) {
      return refused(KeyUse.OTHER_REQUEST, KeyProblems.OTHER_REQUEST);
    }
    byte[] answer = known.answer();
    Answer first = answer == null ? null : AnswerCodec.decode(answer);
    if (first == null) {
      return refused(KeyUse.IN_PROGRESS, KeyProblems.IN_PROGRESS);
    }
    uses.accept(KeyUse.REPLAYED);
    return new Decision.Repeated(first);
  }

  private Decision refused(KeyUse use, Problem problem) {
    uses.accept(use);
    return new Decision.Refused(problem);
  }
}
