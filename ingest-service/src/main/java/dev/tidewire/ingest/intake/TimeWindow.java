package dev.tidewire.ingest.intake;

import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.platform.text.Rfc3339;
import org.jspecify.annotations.Nullable;

/**
 * The times that are accepted in one request, in microseconds since 1970.
 *
 * @param received the time of readings without one
 */
record TimeWindow(long received, long earliest, long latest) {
  /** What is wrong with a time that lies between two, or null. */
  @Nullable Violation violation(long first, long last) {
    if (first < earliest) {
      return new Violation(
          "/time", "time is before the earliest one accepted, " + Rfc3339.format(earliest));
    }
    if (last > latest) {
      return new Violation(
          "/time", "time is after the latest one accepted, " + Rfc3339.format(latest));
    }
    return null;
  }
}
