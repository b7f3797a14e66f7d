package dev.tidewire.platform.access;

import dev.tidewire.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Whether a request may do what it asks for. */
public sealed interface Authorization {
  /** It may, within this. */
  record Granted(Access access) implements Authorization {}

  /**
   * It may not.
   *
   * @param caller who asks, or null if that is not known
   */
  record Denied(Problem problem, Reason reason, @Nullable Access caller) implements Authorization {}
}
