package dev.tidewire.processing.http;

import dev.tidewire.platform.query.Parsed;
import dev.tidewire.platform.query.QueryReader;
import java.util.List;
import java.util.Map;

/**
 * A page of actions.
 *
 * @param before the last action of the page before
 */
record ActionsRequest(long before, int limit) {
  /** Reads the parameters. */
  static Parsed<ActionsRequest> parse(Map<String, List<String>> query) {
    QueryReader in = new QueryReader(query, List.of("limit", "cursor"));
    long limit = in.limit(LettersRequest.MAX_LIMIT, LettersRequest.DEFAULT_LIMIT);
    String cursor = in.optional("cursor");
    boolean valid = cursor == null || cursor.matches("\\d{1,18}");
    if (!valid) {
      in.reject("cursor", "It is not one that was given out. Use `next` of the page before.");
    }
    return in.finish(
        () ->
            new ActionsRequest(
                cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor), (int) limit));
  }
}
