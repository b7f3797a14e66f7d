package dev.tidewire.processing.http;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.platform.query.Cursors;
import dev.tidewire.platform.query.Parsed;
import dev.tidewire.platform.query.QueryIdentity;
import dev.tidewire.platform.query.QueryReader;
import dev.tidewire.platform.text.EpochUnit;
import dev.tidewire.processing.audit.AuditFilter;
import dev.tidewire.processing.audit.AuditQuery;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of records of the audit.
 *
 * @param identity what binds a cursor to this query: everything but the size of the page
 */
record AuditRequest(AuditQuery query, QueryIdentity identity) {
  private static final String BOTH = "all";
  private static final List<String> OUTCOMES = List.of("allowed", "refused", BOTH);
  private static final int MAX_CHARACTERS = 256;

  /** Reads the parameters. */
  static Parsed<AuditRequest> parse(Map<String, List<String>> parameters) {
    QueryReader in =
        new QueryReader(
            parameters,
            List.of(
                "from", "to", "precision", "caller", "operation", "outcome", "limit", "cursor"));
    AuditFilter filter = filter(in);
    int limit = (int) in.limit(LettersRequest.MAX_LIMIT, LettersRequest.DEFAULT_LIMIT);
    QueryIdentity identity = identity(filter);
    Long offset =
        in.position(cursor -> offset(cursor, identity), "from, to, caller, operation and outcome");
    return in.finish(() -> new AuditRequest(new AuditQuery(filter, limit, offset), identity));
  }

  /** The cursor that goes on at an offset. */
  String cursor(long offset) {
    return Cursors.seal(identity, ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
  }

  private static AuditFilter filter(QueryReader in) {
    EpochUnit unit = in.precision();
    long from = in.time("from", unit, ReadingTime.MIN_MICROS);
    long to = in.time("to", unit, ReadingTime.MAX_MICROS);
    if (from >= to) {
      in.reject("from", "It must be earlier than `to`.");
    }
    String caller = text(in, "caller");
    String operation = text(in, "operation");
    String outcome = in.choice("outcome", OUTCOMES, Function.identity(), BOTH);
    return new AuditFilter(from, to, caller, operation, outcome.equals(BOTH) ? null : outcome);
  }

  private static @Nullable String text(QueryReader in, String name) {
    String text = in.optional(name);
    if (text != null && (text.isEmpty() || text.length() > MAX_CHARACTERS)) {
      in.reject(name, "It must have 1 to " + MAX_CHARACTERS + " characters.");
    }
    return text;
  }

  private static QueryIdentity identity(AuditFilter filter) {
    return new QueryIdentity(
        "audit",
        List.of(
            Long.toString(filter.fromMicros()),
            Long.toString(filter.toMicros()),
            filter.caller() == null ? "" : filter.caller(),
            filter.operation() == null ? "" : filter.operation(),
            filter.outcome() == null ? BOTH : filter.outcome()));
  }

  private static @Nullable Long offset(String cursor, QueryIdentity identity) {
    byte @Nullable [] bytes = Cursors.open(identity, cursor);
    return bytes == null || bytes.length != Long.BYTES
        ? null
        : Long.valueOf(Math.max(0, ByteBuffer.wrap(bytes).getLong()));
  }
}
