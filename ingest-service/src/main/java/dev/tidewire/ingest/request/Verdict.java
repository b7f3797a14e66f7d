package dev.tidewire.ingest.request;

import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.ingest.answer.AnswerWriter;
import dev.tidewire.ingest.answer.Problem;
import dev.tidewire.ingest.answer.ProblemType;
import dev.tidewire.ingest.parse.ParseOutcome;
import dev.tidewire.ingest.publish.PublishOutcome;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides what a request is answered. No 2xx for a reading that is neither stored nor listed. */
public final class Verdict {
  private static final String RETRY_AFTER = "Retry-After";
  private static final String RETRY_SECONDS = "2";

  private Verdict() {}

  /** The answer to a body that is not to be published, or null for one that is. */
  public static @Nullable Answer withoutPublishing(ParseOutcome outcome, boolean atomic) {
    if (outcome instanceof ParseOutcome.Refused refused) {
      return problem(refused.problem());
    }
    ParseOutcome.Parsed parsed = (ParseOutcome.Parsed) outcome;
    boolean refuse = parsed.rejected() > 0 && (atomic || parsed.accepted() == 0);
    if (refuse) {
      return problem(
          new Problem(
              ProblemType.INVALID_READINGS, detail(parsed), parsed.rejected(), parsed.errors()));
    }
    return parsed.accepted() == 0 ? AnswerWriter.accepted(0) : null;
  }

  /** The answer once it is known what became of the readings. */
  public static Answer published(ParseOutcome.Parsed parsed, PublishOutcome outcome) {
    if (outcome.refused() > 0) {
      return problem(Problem.of(ProblemType.INTERNAL_ERROR, detail(outcome)));
    }
    if (!outcome.isComplete()) {
      return problem(Problem.of(ProblemType.KAFKA_UNAVAILABLE, detail(outcome)));
    }
    return parsed.rejected() == 0
        ? AnswerWriter.accepted(parsed.accepted())
        : AnswerWriter.partlyAccepted(parsed.accepted(), parsed.rejected(), parsed.errors());
  }

  /** A problem with the headers that go with it. */
  public static Answer problem(Problem problem) {
    return AnswerWriter.problem(
        problem, problem.type().passesByItself() ? Map.of(RETRY_AFTER, RETRY_SECONDS) : Map.of());
  }

  private static String detail(ParseOutcome.Parsed parsed) {
    return parsed.accepted() == 0
        ? "%d items are wrong and none is right; nothing was stored.".formatted(parsed.rejected())
        : "%d items are wrong, and the request is atomic; nothing was stored."
            .formatted(parsed.rejected());
  }

  private static String detail(PublishOutcome outcome) {
    String fates =
        outcome.stored() + outcome.unknown() == 0
            ? "Nothing was stored."
            : "Of %d readings %d are stored, %d may be stored and %d are not."
                .formatted(
                    outcome.total(),
                    outcome.stored(),
                    outcome.unknown(),
                    outcome.notSent() + outcome.refused());
    return "%s %s Sending all of them again does no harm: a reading stored twice counts once."
        .formatted(outcome.reason(), fates);
  }
}
