package dev.tidewire.ingest.intake;

import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.batch.Violation;
import org.jspecify.annotations.Nullable;

/** Checks the times of one request's readings, and counts those that cannot be right. */
final class ClockCheck {
  private final TimeWindow window;
  private int refused;
  private int clamped;
  private int kept;

  ClockCheck(TimeWindow window) {
    this.window = window;
  }

  /** What is wrong with the time of a draft, or null; it may have another time then. */
  @Nullable Violation check(ReadingDraft draft) {
    long first = draft.timeMicros();
    long last = draft.latestMicros();
    Violation violation = window.violation(first, last, draft.isTimeNumber());
    ClockPolicy policy = violation == null ? ClockPolicy.KEEP : window.policy(first, last);
    String doubt = draft.doubt();
    if (doubt != null && policy != ClockPolicy.CLAMP) {
      return new Violation("/time", doubt);
    }
    if (violation == null) {
      return null;
    }
    switch (policy) {
      case REFUSE -> refused += draft.size();
      case CLAMP -> {
        draft.forgetTime(window.received());
        clamped += draft.size();
        violation = null;
      }
      case KEEP -> {
        kept += draft.size();
        violation = null;
      }
    }
    return violation;
  }

  WrongTimes wrong() {
    return new WrongTimes(refused, clamped, kept);
  }
}
