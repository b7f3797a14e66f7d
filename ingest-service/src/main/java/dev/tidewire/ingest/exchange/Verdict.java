package dev.tidewire.ingest.exchange;

import dev.tidewire.ingest.answer.Outcome;
import dev.tidewire.ingest.answer.Warnings;
import dev.tidewire.ingest.intake.ParseOutcome;
import dev.tidewire.ingest.publish.PublishOutcome;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides the outcome of a request. It never reports success for a reading that Kafka may not have.
 */
final class Verdict {
  private static final String LIMITED =
      "More readings of these sensors have come than their limit allows, so nothing was accepted;"
          + " `errors` tells when each may be sent again.";

  private Verdict() {}

  /**
   * The outcome of a body that is not to be published, or null for one that is.
   *
   * @param limited how many of its items only the limits of their sensors refuse
   */
  static @Nullable Outcome withoutPublishing(ParseOutcome outcome, boolean atomic, int limited) {
    if (outcome instanceof ParseOutcome.Refused refused) {
      return new Outcome.Refused(refused.problem());
    }
    ParseOutcome.Parsed parsed = (ParseOutcome.Parsed) outcome;
    boolean refuse = parsed.rejected() > 0 && (atomic || parsed.accepted() == 0);
    if (refuse) {
      ProblemType type = type(parsed, atomic, limited);
      String detail = type == ProblemType.RATE_EXCEEDED ? LIMITED : detail(parsed);
      return new Outcome.Refused(new Problem(type, detail, parsed.rejected(), parsed.errors()));
    }
    return parsed.accepted() == 0 ? new Outcome.Accepted(0, 0, List.of(), parsed.warnings()) : null;
  }

  /** Sent again later, some of it is accepted, unless one wrong item refuses all. */
  private static ProblemType type(ParseOutcome.Parsed parsed, boolean atomic, int limited) {
    return limited >= parsed.rejected() || limited > 0 && !atomic
        ? ProblemType.RATE_EXCEEDED
        : ProblemType.INVALID_READINGS;
  }

  /** The outcome once it is known what became of the readings. */
  static Outcome published(ParseOutcome.Parsed parsed, PublishOutcome outcome) {
    if (outcome.refused() > 0) {
      return new Outcome.Refused(Problem.of(ProblemType.INTERNAL_ERROR, detail(outcome)));
    }
    if (!outcome.isComplete()) {
      return new Outcome.Refused(Problem.of(ProblemType.KAFKA_UNAVAILABLE, detail(outcome)));
    }
    return accepted(parsed);
  }

  /** The outcome when Kafka acknowledges all. */
  static Outcome accepted(ParseOutcome.Parsed parsed) {
    return new Outcome.Accepted(
        parsed.accepted(), parsed.rejected(), parsed.errors(), parsed.warnings());
  }

  private static String detail(ParseOutcome.Parsed parsed) {
    int rejected = parsed.rejected();
    String items = rejected == 1 ? "1 item is wrong" : rejected + " items are wrong";
    String readAs = parsed.warnings().readAs();
    return items
        + (parsed.accepted() == 0 ? " and none is right" : ", and the request is atomic")
        + "; nothing was accepted."
        + (readAs == null ? "" : " " + Warnings.ofGuess(readAs))
        + parsed.warnings().notes().sentence();
  }

  private static String detail(PublishOutcome outcome) {
    String fates =
        outcome.accepted() + outcome.unknown() == 0
            ? "Nothing was accepted."
            : "Readings accepted: %d; perhaps accepted: %d; not accepted: %d."
                .formatted(
                    outcome.accepted(), outcome.unknown(), outcome.notSent() + outcome.refused());
    return "%s %s Sending all of them again does no harm: a reading sent twice counts once."
        .formatted(outcome.reason(), fates);
  }
}
