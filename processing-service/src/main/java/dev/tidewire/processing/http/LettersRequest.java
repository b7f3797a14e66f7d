package dev.tidewire.processing.http;

import dev.tidewire.processing.mirror.LetterFilter;
import dev.tidewire.processing.mirror.LetterPosition;
import dev.tidewire.processing.mirror.LetterState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A page of dead letters.
 *
 * @param state null for any
 * @param before the letter to go on behind, or null for the first page
 */
record LettersRequest(
    LetterFilter filter, @Nullable LetterState state, int limit, @Nullable LetterPosition before) {
  static final int DEFAULT_LIMIT = 100;
  static final int MAX_LIMIT = 1_000;

  private static final String ANY_STATE = "all";
  private static final String STATES =
      Arrays.stream(LetterState.values()).map(LetterState::code).collect(Collectors.joining(", "));

  /** Reads the parameters. */
  static Parsed<LettersRequest> parse(Map<String, List<String>> query) {
    QueryReader in =
        new QueryReader(query, "reason", "sensor", "from", "to", "state", "limit", "cursor");
    LetterFilter filter =
        new Values(in::reject)
            .filter(
                in.optional("reason"),
                in.optional("sensor"),
                in.optional("from"),
                in.optional("to"));
    LetterState state = state(in);
    int limit = in.limit(DEFAULT_LIMIT, MAX_LIMIT);
    LetterPosition before = position(in, identity(filter, state));
    return in.finish(() -> new LettersRequest(filter, state, limit, before));
  }

  /** What binds a cursor to this query: everything but the size of the page. */
  String identity() {
    return identity(filter, state);
  }

  private static String identity(LetterFilter filter, @Nullable LetterState state) {
    return filter + " " + state;
  }

  private static @Nullable LetterState state(QueryReader in) {
    String code = in.optional("state");
    if (code == null) {
      return LetterState.OPEN;
    }
    for (LetterState state : LetterState.values()) {
      if (state.code().equals(code)) {
        return state;
      }
    }
    if (!code.equals(ANY_STATE)) {
      in.reject("state", "It must be one of " + STATES + ", " + ANY_STATE + ".");
    }
    return null;
  }

  private static @Nullable LetterPosition position(QueryReader in, String identity) {
    String cursor = in.optional("cursor");
    if (cursor == null) {
      return null;
    }
    LetterPosition position = LetterPosition.of(cursor, identity);
    // With another mistake the query is not the one that the cursor belongs to.
    if (position == null && in.isClean()) {
      in.reject(
          "cursor",
          "It is not one that this query gave out. Use `next` of the page before unchanged, with"
              + " the same reason, sensor, from, to and state.");
    }
    return position;
  }
}
