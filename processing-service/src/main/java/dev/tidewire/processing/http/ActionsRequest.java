package dev.tidewire.processing.http;

import dev.tidewire.platform.query.Parsed;
import dev.tidewire.platform.query.QueryReader;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
    Long before = in.position(ActionsRequest::action, "");
    return in.finish(
        () -> new ActionsRequest(before == null ? Long.MAX_VALUE : before, (int) limit));
  }

  private static @Nullable Long action(String cursor) {
    return cursor.matches("\\d{1,18}") ? Long.valueOf(cursor) : null;
  }
}
