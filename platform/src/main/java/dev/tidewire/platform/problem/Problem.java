package dev.tidewire.platform.problem;

import java.util.List;

/**
 * An error answer (RFC 9457).
 *
 * @param status the HTTP status: that of the type, unless the type is {@link ProblemType#REFUSED}
 * @param detail what went wrong this time and how to correct it
 * @param rejected how many items of the body failed; 0 when the problem is not about items
 * @param errors the items that failed, or the first of them
 */
public record Problem(
    ProblemType type, int status, String detail, int rejected, List<ItemError> errors) {
  /** Keeps its own copy of the errors. */
  public Problem {
    errors = List.copyOf(errors);
  }

  /** A problem with the status of its type. */
  public Problem(ProblemType type, String detail, int rejected, List<ItemError> errors) {
    this(type, type.status(), detail, rejected, errors);
  }

  /** A problem of the request as a whole. */
  public static Problem of(ProblemType type, String detail) {
    return new Problem(type, detail, 0, List.of());
  }

  /** A problem of which nothing is known but its status, a client error. */
  public static Problem ofStatus(int status, String detail) {
    return new Problem(ProblemType.REFUSED, status, detail, 0, List.of());
  }

  /** A problem of at least one parameter or member; a single error is the detail. */
  public static Problem of(ProblemType type, List<ItemError> errors) {
    return ofFirst(type, errors, errors.size());
  }

  /** The same of as many things, the first of which are listed. */
  public static Problem ofFirst(ProblemType type, List<ItemError> first, int count) {
    String listed = count == first.size() ? "them" : "the first " + first.size();
    String detail =
        count == 1
            ? first.get(0).detail()
            : count + " things are wrong; `errors` lists " + listed + ".";
    return new Problem(type, detail, 0, first);
  }
}
