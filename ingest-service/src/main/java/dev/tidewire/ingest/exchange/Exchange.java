package dev.tidewire.ingest.exchange;

import dev.tidewire.contract.receipt.Receipt;
import dev.tidewire.ingest.admission.Grant;
import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.ingest.answer.Outcome;
import dev.tidewire.ingest.fairness.Share;
import dev.tidewire.ingest.idempotency.Attempt;
import dev.tidewire.ingest.idempotency.Decision;
import dev.tidewire.ingest.intake.ParseOutcome;
import dev.tidewire.ingest.publish.PublishOutcome;
import dev.tidewire.ingest.route.Terms;
import dev.tidewire.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * One admitted request, from its head to its answer: receive, parse, publish, answer. All methods
 * are called on the thread of the request. However it ends, it gives its room back: when the answer
 * has left, because until then the answer occupies memory.
 */
public final class Exchange {
  /** The header of an answer that an earlier request has got. */
  private static final String REPLAYED = "Idempotency-Replayed";

  private final Terms.Accepted terms;
  private final Grant grant;
  private final Backend backend;
  private final Caller caller;
  private final Share share;

  /** Null where the request has no key. */
  private final @Nullable Attempt attempt;

  private final ReceivedBody body = new ReceivedBody();
  private final long start;
  private boolean done;

  /** Null where the sender does not prefer to wait. */
  private @Nullable PreferredWait wait;

  /** When Kafka had acknowledged what waits until it is stored. */
  private @Nullable Long acknowledged;

  /**
   * Begins when the head has been read and the request has been admitted.
   *
   * @param share what its sender may send
   * @param attempt null where the request has no key
   */
  public Exchange(
      Terms.Accepted terms,
      Grant grant,
      Backend backend,
      Caller caller,
      Share share,
      @Nullable Attempt attempt) {
    this.terms = terms;
    this.grant = grant;
    this.backend = backend;
    this.caller = caller;
    this.share = share;
    this.attempt = attempt;
    this.start = backend.nanoTime();
    grant.awaitBody(() -> caller.execute(this::displaced));
  }

  /** Adds a piece of the body, which the caller hands over. */
  public void received(byte[] chunk) {
    if (done) {
      return;
    }
    if (attempt != null) {
      attempt.received(chunk);
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
      refused(Problems.REVOKED);
    } else if (!grant.arrived()) {
      body.discard();
      refused(shortOfRoom());
    } else if (attempt == null) {
      parse(terms);
    } else {
      attempt.begin(decision -> caller.execute(() -> decided(attempt, decision)));
    }
  }

  private void parse(Terms.Accepted as) {
    Arrived arrived = new Arrived(body, as, grant, share);
    backend.parse(arrived, outcome -> parsed(arrived, outcome), this::failed);
  }

  private void decided(Attempt mine, Decision decision) {
    mine.decided(decision);
    if (done) {
      return;
    }
    if (decision instanceof Decision.Go go) {
      parse(terms.receivedAt(go.turn().firstMicros()));
      return;
    }
    body.discard();
    if (decision instanceof Decision.Repeated repeated) {
      answer(repeated.answer().with(REPLAYED, "true"));
    } else if (decision instanceof Decision.Refused refused) {
      refused(refused.problem());
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
      refused(Problems.overdue(backend.answerTimeout()));
    }
  }

  /** The sender has disconnected before its body was complete; nobody can be answered. */
  public void broken() {
    end();
    grant.release();
  }

  /** A step has failed through a fault of this service, which has been logged. */
  public void failed() {
    if (done) {
      abort();
      return;
    }
    try {
      refused(Problems.FAULT);
    } catch (RuntimeException | Error again) {
      abort();
    }
  }

  /** Nothing is to be done for the sender any more. */
  private void end() {
    done = true;
    if (attempt != null) {
      attempt.ended();
    }
  }

  private void abort() {
    end();
    grant.release();
    caller.abort();
  }

  private void parsed(Arrived arrived, ParseOutcome outcome) {
    if (done) {
      share.accepted(0);
      return;
    }
    boolean isDryRun = terms.isDryRun();
    if (outcome instanceof ParseOutcome.Parsed parsed && !isDryRun) {
      backend.metrics().wrongTimes(parsed.wrongTimes());
      if (parsed.rejected() > share.refusedItems()) {
        backend.metrics().rejected(parsed.rejected() - share.refusedItems());
      }
    }
    Outcome known = arrived.withoutPublishing(outcome);
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
    wait = PreferredWait.of(terms, backend);
    if (attempt != null) {
      attempt.publishes();
    }
    backend
        .publisher()
        .publish(parsed.batches(), fate -> caller.execute(() -> published(counts, fate)));
  }

  private void published(ParseOutcome.Parsed parsed, PublishOutcome fate) {
    share.accepted(fate.accepted());
    backend.metrics().accepted(fate.accepted());
    Result result = new Result(Verdict.published(parsed, fate), fate.receipt());
    boolean isRefusedInPart = share.refusedItems() > 0;
    if (attempt == null || !fate.isComplete() || isRefusedInPart) {
      if (attempt != null) {
        attempt.release(fate.accepted() + fate.unknown() > 0);
      }
      tell(result);
    } else {
      attempt.keep(result.toKeep(terms), () -> caller.execute(() -> tell(result)));
    }
  }

  private void tell(Result result) {
    if (done) {
      return;
    }
    Receipt receipt = result.receipt();
    if (receipt == null || wait == null) {
      finish(result);
    } else {
      untilStored(result, receipt, wait);
    }
  }

  /** What waits has no room: Kafka has the batches. */
  private void untilStored(Result result, Receipt receipt, PreferredWait preferred) {
    acknowledged = backend.nanoTime();
    grant.release();
    Runnable giveUp =
        preferred.until(
            receipt, isStored -> caller.execute(() -> waited(result, isStored, preferred)));
    caller.whenEnded(
        () -> {
          done = true;
          giveUp.run();
        });
  }

  private void waited(Result result, boolean isStored, PreferredWait preferred) {
    if (!done) {
      Answer answer = result.answer(terms);
      answer(isStored ? preferred.applied(answer) : answer);
    }
  }

  /** Answers before the whole body has arrived. */
  private void refuse(Problem problem) {
    body.discard();
    refused(problem);
    caller.discardBody();
  }

  private void refused(Problem problem) {
    finish(new Outcome.Refused(problem));
  }

  private void finish(Outcome outcome) {
    finish(Result.of(outcome));
  }

  private void finish(Result result) {
    answer(result.answer(terms));
  }

  private void answer(Answer answer) {
    end();
    grant.answered();
    long end = acknowledged == null ? backend.nanoTime() : acknowledged;
    backend.metrics().answered(answer, end - start);
    caller.answer(share.told(answer), grant::release);
  }
}
