package dev.tidewire.ingest.format;

import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import java.io.IOException;

/** Ends the reading of a body that is at fault as a whole. */
public final class BodyRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem; // never serialised

  /**
   * @param detail what is wrong and how to correct it, in words for the sender
   */
  public BodyRefusedException(ProblemType type, String detail) {
    super(detail, null);
    this.problem = Problem.of(type, detail);
  }

  /** Refuses with a problem that does not depend on the body. */
  public BodyRefusedException(Problem problem) {
    super(problem.detail(), null);
    this.problem = problem;
  }

  /** The same, with one more sentence. */
  public BodyRefusedException explained(String sentence) {
    return new BodyRefusedException(problem.type(), problem.detail() + " " + sentence);
  }

  /** What the sender is answered. */
  public Problem problem() {
    return problem;
  }

  /** Not filled: the sender is at fault, not the code. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
