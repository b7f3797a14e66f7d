package dev.tidewire.query.answer;

import dev.tidewire.platform.problem.Problem;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** What a request gets. */
public sealed interface Answer {

  /**
   * A JSON object.
   *
   * @param next the cursor of the next page, or null when this is all
   */
  record Page(byte[] json, @Nullable String next) implements Answer {}

  /** Rows as they come from the database. */
  record Streamed(RowStream rows) implements Answer {}

  /** Nothing, and why. */
  record Refused(Problem problem) implements Answer {}

  /** Nothing, and why, without waiting for anything. */
  static Future<Answer> refused(Problem problem) {
    return Future.succeededFuture(new Refused(problem));
  }
}
