package dev.tidewire.ingest.intake;

import dev.tidewire.contract.ReadingTime;
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
      return violation(first, "before the earliest", earliest);
    }
    return last > latest ? violation(last, "after the latest", latest) : null;
  }

  private static Violation violation(long time, String place, long bound) {
    String value = ReadingTime.isValid(time) ? " " + Rfc3339.format(time) : "";
    return new Violation(
        "/time",
        "time%s is %s one accepted, %s; check the sender's clock, or tell by ?precision= the unit of a number"
            .formatted(value, place, Rfc3339.format(bound)));
  }
}
