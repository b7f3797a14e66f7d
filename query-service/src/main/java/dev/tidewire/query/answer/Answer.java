package dev.tidewire.query.answer;

import dev.tidewire.query.problem.Problem;
import org.jspecify.annotations.Nullable;

/** What a request gets. */
public sealed interface Answer {
  /**
   * A JSON object.
   *
   * @param next the cursor of the next page, or null when this is all
   */
  record Page(byte[] json, @Nullable String next) implements Answer {}

  /** Readings as they come from the database. */
  record Streamed(ReadingStream readings) implements Answer {}

  /** Nothing, and why. */
  record Refused(Problem problem) implements Answer {}
}
