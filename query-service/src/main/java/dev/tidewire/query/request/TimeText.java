package dev.tidewire.query.request;

import dev.tidewire.contract.ReadingTime;

/** A bound of a range as someone wrote it: RFC 3339 or epoch milliseconds. */
sealed interface TimeText {
  /** A bound in microseconds since 1970-01-01T00:00:00Z, a {@link ReadingTime}. */
  record Valid(long micros) implements TimeText {}

  /** No time, and why. */
  record Malformed(String detail) implements TimeText {}
}
