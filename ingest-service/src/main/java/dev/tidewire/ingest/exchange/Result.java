package dev.tidewire.ingest.exchange;

import dev.tidewire.contract.receipt.Receipt;
import dev.tidewire.contract.receipt.ReceiptToken;
import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.ingest.answer.Outcome;
import dev.tidewire.ingest.idempotency.Attempt;
import dev.tidewire.ingest.route.Terms;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a request.
 *
 * @param receipt names its records in the topic; null where it has none
 */
record Result(Outcome outcome, @Nullable Receipt receipt) {
  /** The outcome of a request that published nothing. */
  static Result of(Outcome outcome) {
    return new Result(outcome, null);
  }

  /** What its sender is told. */
  Answer answer(Terms.Accepted terms) {
    return answer(outcome, terms);
  }

  /** The same in as many bytes as are kept for a request that is sent again. */
  Answer toKeep(Terms.Accepted terms) {
    Answer whole = answer(outcome, terms);
    return whole.body().length <= Attempt.LARGEST_ANSWER ? whole : answer(outcome.inBrief(), terms);
  }

  private Answer answer(Outcome told, Terms.Accepted terms) {
    Answer answer = terms.style().render(told, terms.facts().contentType());
    return receipt == null ? answer : answer.with(ReceiptToken.HEADER, ReceiptToken.of(receipt));
  }
}
