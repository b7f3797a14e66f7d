package dev.tidewire.processing.http;

import java.util.List;
import java.util.Map;

/**
 * A page of actions.
 *
 * @param before the action to go on behind
 */
record ActionsRequest(long before, int limit) {
  /** Reads the parameters. */
  static Parsed<ActionsRequest> parse(Map<String, List<String>> query) {
    QueryReader in = new QueryReader(query, "limit", "cursor");
    int limit = in.limit(LettersRequest.DEFAULT_LIMIT, LettersRequest.MAX_LIMIT);
    String cursor = in.optional("cursor");
    boolean valid = cursor == null || cursor.matches("\\d{1,18}");
    if (!valid) {
      in.reject("cursor", "It is not one that was given out. Use `next` of the page before.");
    }
    return in.finish(
        () -> new ActionsRequest(cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor), limit));
  }
}
