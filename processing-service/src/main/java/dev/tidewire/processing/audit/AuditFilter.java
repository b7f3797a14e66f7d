package dev.tidewire.processing.audit;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Selects records.
 *
 * @param fromMicros the earliest time at which they were recorded, inclusive
 * @param toMicros the latest, exclusive
 * @param caller who did it, or null for anybody
 * @param operation what was done, or null for anything
 * @param outcome {@code allowed} or {@code refused}, or null for both
 */
public record AuditFilter(
    long fromMicros,
    long toMicros,
    @Nullable String caller,
    @Nullable String operation,
    @Nullable String outcome) {
  private static final long MICROS = 1_000;

  /** The first millisecond of a record that it may select. */
  long fromMillis() {
    return firstMilli(fromMicros);
  }

  /** The first millisecond after those of all records that it may select. */
  long toMillis() {
    return firstMilli(toMicros);
  }

  /** From which on no millisecond is before the time; no record is from before 1970. */
  private static long firstMilli(long micros) {
    return Math.max(0, -Math.floorDiv(-micros, MICROS));
  }

  /** Whether it selects a record; what cannot be read is selected by its time alone. */
  boolean selects(long millis, @Nullable JsonNode record) {
    return millis >= fromMillis()
        && millis < toMillis()
        && is(caller, record, "caller")
        && is(operation, record, "operation")
        && is(outcome, record, "outcome");
  }

  private static boolean is(@Nullable String wanted, @Nullable JsonNode record, String member) {
    return wanted == null || record != null && wanted.equals(record.path(member).textValue());
  }
}
