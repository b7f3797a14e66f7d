package dev.tidewire.processing.http;

import dev.tidewire.platform.query.Parsed;
import dev.tidewire.platform.query.QueryIdentity;
import dev.tidewire.platform.query.QueryReader;
import dev.tidewire.processing.mirror.LetterFilter;
import dev.tidewire.processing.mirror.LetterPosition;
import dev.tidewire.processing.mirror.LetterState;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page of dead letters.
 *
 * @param state null for any
 * @param before the last letter of the page before, or null for the first page
 */
record LettersRequest(
    LetterFilter filter, @Nullable LetterState state, int limit, @Nullable LetterPosition before) {
  static final int DEFAULT_LIMIT = 100;
  static final int MAX_LIMIT = 1_000;

  private static final String ANY_STATE = "all";
  private static final List<String> STATES =
      Stream.concat(Stream.of(LetterState.values()).map(LetterState::code), Stream.of(ANY_STATE))
          .toList();

  /** Reads the parameters. */
  static Parsed<LettersRequest> parse(Map<String, List<String>> query) {
    QueryReader in =
        new QueryReader(
            query,
            List.of("reason", "sensor", "from", "to", "precision", "state", "limit", "cursor"));
    LetterFilter filter =
        new Values(in::reject)
            .filter(
                in.optional("reason"),
                in.optional("sensor"),
                in.optional("from"),
                in.optional("to"),
                in.optional("precision"));
    LetterState state = state(in);
    int limit = (int) in.limit(MAX_LIMIT, DEFAULT_LIMIT);
    QueryIdentity identity = identity(filter, state);
    LetterPosition before =
        in.position(
            cursor -> LetterPosition.of(cursor, identity), "reason, sensor, from, to and state");
    return in.finish(() -> new LettersRequest(filter, state, limit, before));
  }

  /** What binds a cursor to this query: everything but the size of the page. */
  QueryIdentity identity() {
    return identity(filter, state);
  }

  private static QueryIdentity identity(LetterFilter filter, @Nullable LetterState state) {
    return new QueryIdentity(
        "dead-letters",
        List.of(
            filter.reason() == null ? "" : filter.reason(),
            filter.sensor() == null ? "" : filter.sensor(),
            Long.toString(filter.fromMicros()),
            Long.toString(filter.toMicros()),
            state == null ? ANY_STATE : state.code()));
  }

  private static @Nullable LetterState state(QueryReader in) {
    String code = in.choice("state", STATES, Function.identity(), LetterState.OPEN.code());
    return code.equals(ANY_STATE) ? null : LetterState.ofCode(code);
  }
}
