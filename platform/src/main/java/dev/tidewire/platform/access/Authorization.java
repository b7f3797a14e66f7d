package dev.tidewire.platform.access;

import dev.tidewire.platform.problem.Problem;

/** Whether a request may do what it asks for. */
public sealed interface Authorization {
  /** It may, within this. */
  record Granted(Access access) implements Authorization {}

  /** It may not. */
  record Denied(Problem problem) implements Authorization {}
}
