package dev.tidewire.ingest.fairness;

import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;

/** What a limit refuses. */
sealed interface Refusal {
  /** Whose limit it is. */
  LimitKind kind();

  /** The limit that refuses it. */
  Limit limit();

  /** Of the whole request. */
  Problem problem();

  /**
   * Too many have come; the same may be sent later.
   *
   * @param who in words for the sender, such as {@code sensor "boiler-7"}
   * @param nanos until one reading is accepted again, at least 1
   */
  record Later(LimitKind kind, String who, Limit limit, long nanos) implements Refusal {
    private static final long SECOND = 1_000_000_000;

    /** When it may be sent again, in whole seconds, at least one. */
    long seconds() {
      return (nanos - 1) / SECOND + 1;
    }

    /** Of a single item, whose detail begins with what it is about. */
    String ofItem() {
      return "%s must send at most %d readings a second (%d at once), and has sent more; send it again in %d s"
          .formatted(who, limit.perSecond(), limit.burst(), seconds());
    }

    @Override
    public Problem problem() {
      return Problem.of(
          ProblemType.RATE_EXCEEDED,
          "At this replica, %s may send %d readings a second (%d at once), and has sent more; nothing of this request was accepted. Send it again in %d s."
              .formatted(who, limit.perSecond(), limit.burst(), seconds()));
    }
  }

  /**
   * A body holds more than is ever accepted at once.
   *
   * @param who as above
   */
  record TooMany(LimitKind kind, String who, Limit limit) implements Refusal {
    @Override
    public Problem problem() {
      return Problem.of(
          ProblemType.BODY_TOO_LARGE,
          "The body holds more than %d readings of %s, twice the burst of %d (at %d a second); nothing was accepted. Send it in smaller pieces."
              .formatted(limit.mostAtOnce(), who, limit.burst(), limit.perSecond()));
    }
  }
}
