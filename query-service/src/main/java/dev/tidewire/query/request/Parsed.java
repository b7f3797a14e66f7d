package dev.tidewire.query.request;

import dev.tidewire.platform.problem.Problem;
import java.util.function.Function;

/** The parameters of a request, or why they are refused. */
public sealed interface Parsed<T> {
  /** They are good. */
  record Accepted<T>(T request) implements Parsed<T> {}

  /** At least one is wrong. */
  record Rejected<T>(Problem problem) implements Parsed<T> {}

  /** The answer to either. */
  default <R> R fold(Function<T, R> onAccepted, Function<Problem, R> onRejected) {
    if (this instanceof Accepted<T> accepted) {
      return onAccepted.apply(accepted.request());
    }
    return onRejected.apply(((Rejected<T>) this).problem());
  }
}
