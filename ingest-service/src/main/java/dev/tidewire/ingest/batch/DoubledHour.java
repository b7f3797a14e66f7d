package dev.tidewire.ingest.batch;

/**
 * Decides which of two times a local time means, in the hour that clocks show twice when they are
 * put back. The readings of a series tell by their order, upwards or downwards. Where a reading is
 * merely out of order, or the hour comes a third time, they do not.
 */
final class DoubledHour {
  /** What a local time means. */
  enum Meaning {
    /** There is no reading before it. */
    UNKNOWN,
    EARLIER,
    LATER,
    UNDECIDED
  }

  /** What the time of the reading before meant; of a time that clocks show once it is unknown. */
  private Meaning before = Meaning.UNKNOWN;

  private boolean hasLast;
  private long last;

  /** From the reading before that to the last one; 0 while there is none. */
  private long gap;

  /** Upwards 1, downwards -1; 0 before the second reading. */
  private int direction;

  private int lastStep;

  /** The time that continues the order of the readings. */
  Meaning of(long earlier, long later) {
    if (!hasLast) {
      return Meaning.UNKNOWN;
    }
    return direction < 0
        ? next(-later, Meaning.LATER, -earlier, Meaning.EARLIER, -last)
        : next(earlier, Meaning.EARLIER, later, Meaning.LATER, last);
  }

  /** Of two times upwards, the near one first, after a last one. */
  private Meaning next(long near, Meaning ofNear, long far, Meaning ofFar, long from) {
    if (near > from || before == Meaning.UNKNOWN) {
      return near > from ? ofNear : ofFar;
    }
    long shift = far - near;
    if (before == ofFar) {
      return from - far < shift / 2 ? ofFar : Meaning.UNDECIDED;
    }
    long back = from - near;
    if (back >= shift / 2 || 2 * (shift - back) <= 3 * gap) {
      return ofFar;
    }
    return back == 0 && gap > 0 ? ofNear : Meaning.UNDECIDED;
  }

  /** Goes on after a reading of this time. */
  void take(long time, Meaning meaning) {
    if (hasLast && time != last) {
      int step = time > last ? 1 : -1;
      direction = direction == 0 || step == lastStep ? step : direction;
      lastStep = step;
      gap = Math.abs(time - last);
    }
    hasLast = true;
    last = time;
    before = meaning;
  }
}
