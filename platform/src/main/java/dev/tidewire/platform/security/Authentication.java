package dev.tidewire.platform.security;

import dev.tidewire.platform.access.Access;
import dev.tidewire.platform.access.Reason;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** Whether it is known who a caller is. */
sealed interface Authentication {
  /** Not what is wrong with it: whoever guesses learns nothing. */
  Authentication UNKNOWN =
      refused(
          "The credential is not valid. Check that it is complete, and that it is still in use.",
          Reason.INVALID_CREDENTIAL,
          null);

  /** It is, and what the caller may do. */
  record Known(Access access) implements Authentication {}

  /**
   * It is not.
   *
   * @param caller whose credential it was, or null if that is not known
   */
  record Refused(Problem problem, Reason reason, @Nullable Access caller)
      implements Authentication {}

  /** It is not, because of the credential. */
  static Authentication refused(String detail, Reason reason, @Nullable Access caller) {
    return new Refused(Problem.of(ProblemType.UNAUTHENTICATED, detail), reason, caller);
  }
}
