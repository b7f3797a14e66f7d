package dev.tidewire.ingest.exchange;

import dev.tidewire.contract.receipt.Receipt;
import dev.tidewire.contract.receipt.ReceiptToken;
import dev.tidewire.ingest.admission.Grant;
import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.ingest.answer.Outcome;
import dev.tidewire.ingest.intake.ParseOutcome;
import dev.tidewire.ingest.publish.PublishOutcome;
import dev.tidewire.ingest.route.Terms;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.waiting.WaitPreference;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One admitted request, from its head to its answer: receive, parse, publish, answer. All methods
 * are called on the thread of the request. However it ends, it gives its room back: when the answer
 * has left, because until then the answer occupies memory.
 */
public final class Exchange {
  private final Terms.Accepted terms;
  private final Grant grant;
  private final Backend backend;
  private final Caller caller;
  private final ReceivedBody body = new ReceivedBody();
  private final long start;
  private boolean done;

  /** When Kafka had acknowledged what waits until it is stored. */
  private @Nullable Long acknowledged;

  /** Begins when the head has been read and the request has been admitted. */
  public Exchange(Terms.Accepted terms, Grant grant, Backend backend, Caller caller) {
    this.terms = terms;
    this.grant = grant;
    this.backend = backend;
    this.caller = caller;
    this.start = backend.nanoTime();
    grant.awaitBody(() -> caller.execute(this::displaced));
  }

  /** Adds a piece of the body, which the caller hands over. */
  public void received(byte[] chunk) {
    if (done) {
      return;
    }
    body.add(chunk);
    if (body.size() > backend.maxBody()) {
      refuse(Problems.tooLarge(backend.maxBody()));
    } else if (!grant.use(chunk.length)) {
      refuse(shortOfRoom());
    }
  }

  private Problem shortOfRoom() {
    return grant.isDisplaced() ? Problems.DISPLACED : Problems.OVERLOADED;
  }

  /** The whole body has arrived. */
  public void complete() {
    if (done) {
      return;
    }
    if (!caller.isAllowed()) {
      body.discard();
      finish(new Outcome.Refused(Problems.REVOKED));
    } else if (grant.arrived()) {
      backend.parse(new Arrived(body, terms, grant), this::parsed, this::failed);
    } else {
      body.discard();
      finish(new Outcome.Refused(shortOfRoom()));
    }
  }

  /** The body has taken longer than it may. */
  public void late() {
    if (!done) {
      refuse(Problems.late(backend.bodyTimeout()));
    }
  }

  /** Others have got the room. */
  private void displaced() {
    backend.metrics().displaced();
    try {
      if (!done) {
        refuse(Problems.DISPLACED);
      }
    } finally {
      body.discard();
      grant.left();
    }
  }

  /** The answer has taken longer than it may, which every step before should have prevented. */
  public void overdue() {
    if (!done) {
      finish(new Outcome.Refused(Problems.overdue(backend.answerTimeout())));
    }
  }

  /** The sender has disconnected before its body was complete; nobody can be answered. */
  public void broken() {
    done = true;
    grant.release();
  }

  /** A step has failed through a fault of this service, which has been logged. */
  public void failed() {
    if (done) {
      abort();
      return;
    }
    try {
      finish(new Outcome.Refused(Problems.FAULT));
    } catch (RuntimeException | Error again) {
      abort();
    }
  }

  private void abort() {
    done = true;
    grant.release();
    caller.abort();
  }

  private void parsed(ParseOutcome outcome) {
    if (done) {
      return;
    }
    boolean isDryRun = terms.style().isDryRun(terms.facts());
    if (outcome instanceof ParseOutcome.Parsed parsed && !isDryRun) {
      backend.metrics().wrongTimes(parsed.wrongTimes());
      if (parsed.rejected() > 0) {
        backend.metrics().rejected(parsed.rejected());
      }
    }
    Outcome known = Verdict.withoutPublishing(outcome, terms.style().isAtomic(terms.facts()));
    if (known != null) {
      finish(known);
    } else if (outcome instanceof ParseOutcome.Parsed parsed) {
      if (isDryRun) {
        finish(Verdict.accepted(parsed));
      } else {
        publish(parsed);
      }
    }
  }

  /** Once they are sent, Kafka's producer has the batches, and nothing here keeps them. */
  private void publish(ParseOutcome.Parsed parsed) {
    ParseOutcome.Parsed counts = parsed.withoutBatches();
    backend
        .publisher()
        .publish(parsed.batches(), fate -> caller.execute(() -> published(counts, fate)));
  }

  private void published(ParseOutcome.Parsed parsed, PublishOutcome fate) {
    backend.metrics().accepted(fate.accepted());
    Receipt receipt = fate.receipt();
    if (done) {
      return;
    }
    Outcome outcome = Verdict.published(parsed, fate);
    if (receipt == null) {
      finish(outcome);
      return;
    }
    UnaryOperator<Answer> accepted =
        answer -> answer.with(ReceiptToken.HEADER, ReceiptToken.of(receipt));
    WaitPreference.of(terms.facts().headers().get("prefer"))
        .ifPresentOrElse(
            atMost -> untilStored(outcome, receipt, atMost, accepted),
            () -> finish(outcome, accepted));
  }

  /** What waits has no room: Kafka has the batches. */
  private void untilStored(
      Outcome outcome, Receipt receipt, Duration atMost, UnaryOperator<Answer> accepted) {
    acknowledged = backend.nanoTime();
    grant.release();
    Runnable giveUp =
        backend.untilStored(
            receipt,
            atMost,
            stored -> caller.execute(() -> waited(outcome, stored ? atMost : null, accepted)));
    caller.whenEnded(
        () -> {
          done = true;
          giveUp.run();
        });
  }

  /**
   * @param applied how long the sender would have waited; null if it waited in vain
   */
  private void waited(Outcome outcome, @Nullable Duration applied, UnaryOperator<Answer> accepted) {
    if (!done) {
      finish(
          outcome,
          applied == null
              ? accepted
              : answer ->
                  accepted
                      .apply(answer)
                      .stored()
                      .with(WaitPreference.APPLIED, "wait=" + applied.toSeconds()));
    }
  }

  /** Answers before the whole body has arrived. */
  private void refuse(Problem problem) {
    body.discard();
    finish(new Outcome.Refused(problem));
    caller.discardBody();
  }

  private void finish(Outcome outcome) {
    finish(outcome, UnaryOperator.identity());
  }

  private void finish(Outcome outcome, UnaryOperator<Answer> more) {
    done = true;
    grant.answered();
    Answer answer = more.apply(terms.style().render(outcome, terms.facts().contentType()));
    long end = acknowledged == null ? backend.nanoTime() : acknowledged;
    backend.metrics().answered(answer, end - start);
    caller.answer(answer, grant::release);
  }
}
