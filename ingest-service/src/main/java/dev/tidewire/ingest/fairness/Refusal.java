package dev.tidewire.ingest.fairness;

import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;

/**
 * What a limit refuses.
 *
 * @param who in words for the sender, such as {@code sensor "boiler-7"}
 * @param nanos until one reading is accepted again; 0 where a body has more than is ever accepted
 */
record Refusal(LimitKind kind, String who, Limit limit, long nanos) {
  private static final long SECOND = 1_000_000_000;

  /** A time in whole seconds, at least one. */
  static long seconds(long nanos) {
    return Math.max(1, (nanos - 1) / SECOND + 1);
  }

  /** Of a single item, whose detail begins with what it is about. */
  String ofItem() {
    return "%s must send at most %d readings a second (%d at once), and has sent more; send it again in %d s"
        .formatted(who, limit.perSecond(), limit.burst(), seconds(nanos));
  }

  /** Of the whole request. */
  Problem problem() {
    return nanos == 0
        ? Problem.of(
            ProblemType.BODY_TOO_LARGE,
            "The body holds more than %d readings of %s, which may send %d a second; nothing was accepted. Send it in smaller pieces."
                .formatted(limit.mostAtOnce(), who, limit.perSecond()))
        : Problem.of(
            ProblemType.RATE_EXCEEDED,
            "At this replica, %s may send %d readings a second (%d at once), and has sent more; nothing of this request was accepted. Send it again in %d s."
                .formatted(who, limit.perSecond(), limit.burst(), seconds(nanos)));
  }
}
