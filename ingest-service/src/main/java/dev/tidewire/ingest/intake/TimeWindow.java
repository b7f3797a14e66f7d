package dev.tidewire.ingest.intake;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.platform.text.Rfc3339;
import org.jspecify.annotations.Nullable;

/**
 * The times that are accepted in one request, in microseconds since 1970.
 *
 * @param received the time of readings without one
 * @param tooOld what becomes of those before the earliest
 * @param tooNew what becomes of those after the latest
 */
record TimeWindow(
    long received, long earliest, long latest, ClockPolicy tooOld, ClockPolicy tooNew) {
  /** What becomes of a time between two that is wrong; one that cannot be stored is not kept. */
  ClockPolicy policy(long first, long last) {
    ClockPolicy policy = first < earliest ? tooOld : tooNew;
    boolean isStorable = ReadingTime.isValid(first) && ReadingTime.isValid(last);
    return policy == ClockPolicy.KEEP && !isStorable ? ClockPolicy.REFUSE : policy;
  }

  /**
   * What is wrong with a time that lies between two, or null.
   *
   * @param isNumber whether the time was a number, whose unit may have been taken wrongly
   */
  @Nullable Violation violation(long first, long last, boolean isNumber) {
    if (first < earliest) {
      return violation(first, "before the earliest", earliest, isNumber);
    }
    return last > latest ? violation(last, "after the latest", latest, isNumber) : null;
  }

  private static Violation violation(long time, String place, long bound, boolean isNumber) {
    String value = ReadingTime.isValid(time) ? " " + Rfc3339.format(time) : "";
    return new Violation(
        "/time",
        "time%s is %s one accepted, %s; check the sender's clock%s"
            .formatted(
                value,
                place,
                Rfc3339.format(bound),
                isNumber ? ", or tell by ?precision= the unit of the number" : ""));
  }
}
