package dev.tidewire.ingest.exchange;

import dev.tidewire.ingest.admission.Grant;
import dev.tidewire.ingest.answer.Outcome;
import dev.tidewire.ingest.fairness.Share;
import dev.tidewire.ingest.intake.ParseOutcome;
import dev.tidewire.ingest.route.Terms;
import dev.tidewire.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body is complete.
 *
 * @param room what it occupies; grows with what is unpacked
 * @param share what its sender may send
 */
public record Arrived(ReceivedBody body, Terms.Accepted terms, Grant room, Share share) {
  /**
   * What is to be done with what the body holds, once that is taken off what its sender may send. A
   * body that is not published takes nothing. To be called where reading the body delays nobody.
   */
  public ParseOutcome charged(ParseOutcome outcome) {
    if (!(outcome instanceof ParseOutcome.Parsed parsed) || terms.isDryRun()) {
      return outcome;
    }
    Problem refusal = withoutPublishing(outcome) == null ? share.take(parsed.accepted()) : null;
    return refusal == null ? outcome : new ParseOutcome.Refused(refusal);
  }

  @Nullable Outcome withoutPublishing(ParseOutcome outcome) {
    return Verdict.withoutPublishing(
        outcome, terms.style().isAtomic(terms.facts()), share.refusedItems());
  }
}
