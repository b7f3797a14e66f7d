package dev.tidewire.ingest.answer;

import java.util.List;

/**
 * An error answer, as RFC 9457 has it.
 *
 * @param detail what went wrong this time and how to mend it
 * @param rejected how many items failed
 * @param errors the first of them
 */
public record Problem(ProblemType type, String detail, int rejected, List<ItemError> errors) {
  /** Keeps its own copy of the errors. */
  public Problem {
    errors = List.copyOf(errors);
  }

  /** A problem of the request as a whole. */
  public static Problem of(ProblemType type, String detail) {
    return new Problem(type, detail, 0, List.of());
  }
}
