package dev.tidewire.platform.query;

import dev.tidewire.platform.problem.Problem;
import java.util.function.Function;

/** A request whose parameters or body were read, or why it is refused. */
public sealed interface Parsed<T> {
  /** Everything is right. */
  record Accepted<T>(T request) implements Parsed<T> {}

  /** At least one thing is wrong. */
  record Rejected<T>(Problem problem) implements Parsed<T> {}

  /** The answer to either. */
  default <R> R fold(Function<T, R> onAccepted, Function<Problem, R> onRejected) {
    if (this instanceof Accepted<T> accepted) {
      return onAccepted.apply(accepted.request());
    }
    return onRejected.apply(((Rejected<T>) this).problem());
  }
}
