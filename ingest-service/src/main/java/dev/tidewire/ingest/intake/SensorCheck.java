package dev.tidewire.ingest.intake;

import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.fairness.Share;
import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.platform.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** Checks whether the readings of one request may be sent for their sensors. */
final class SensorCheck {
  private static final Violation NOT_WRITABLE =
      new Violation("/sensor", "sensor must be one for which this credential may send readings");

  private final Share share;
  private @Nullable ProblemType reason;

  SensorCheck(Share share) {
    this.share = share;
    share.begin();
  }

  /** What is wrong with the sensor of a draft, or null. One that is missing is told as such. */
  @Nullable Violation check(ReadingDraft draft) throws BodyRefusedException {
    if (draft.sensor().isEmpty()) {
      return null;
    }
    if (!share.isWritable(draft.sensor())) {
      return NOT_WRITABLE;
    }
    String refusal = share.look(draft.sensor(), draft.size());
    if (refusal == null) {
      return null;
    }
    reason = ProblemType.RATE_EXCEEDED;
    return new Violation("/sensor", refusal);
  }

  /** Why the item that was checked last may be accepted another time; null of all others. */
  @Nullable ProblemType takeReason() {
    ProblemType taken = reason;
    reason = null;
    return taken;
  }

  /** The readings of a draft that was checked are taken. */
  void added(ReadingDraft draft) {
    share.add(draft.size());
  }

  /** What noting sensors takes in memory. */
  long bytes() {
    return share.bytes();
  }
}
