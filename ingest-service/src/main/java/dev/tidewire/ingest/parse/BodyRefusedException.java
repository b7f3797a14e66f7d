package dev.tidewire.ingest.parse;

import dev.tidewire.ingest.answer.Problem;
import dev.tidewire.ingest.answer.ProblemType;
import java.io.IOException;

/** Unwinds the parsers when the body as a whole is at fault; never leaves {@link BodyParser}. */
final class BodyRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem; // never serialised

  BodyRefusedException(ProblemType type, String detail) {
    super(detail, null);
    this.problem = Problem.of(type, detail);
  }

  Problem problem() {
    return problem;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
