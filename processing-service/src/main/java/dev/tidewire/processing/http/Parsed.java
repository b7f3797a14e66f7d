package dev.tidewire.processing.http;

import dev.tidewire.platform.problem.Problem;

/** What became of a request's parameters or body. */
sealed interface Parsed<T> {
  /** They are good. */
  record Accepted<T>(T request) implements Parsed<T> {}

  /** At least one thing is wrong. */
  record Rejected<T>(Problem problem) implements Parsed<T> {}
}
