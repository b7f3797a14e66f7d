package dev.tidewire.ingest.exchange;

import dev.tidewire.ingest.admission.Admission;
import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.ingest.answer.Outcome;
import dev.tidewire.ingest.intake.ParseOutcome;
import dev.tidewire.ingest.publish.PublishOutcome;
import dev.tidewire.ingest.route.Terms;
import dev.tidewire.platform.problem.Problem;

/**
 * One admitted request, from its head to its answer: receive, parse, publish, answer. All methods
 * are called on the thread of the request.
 */
public final class Exchange {
  private final Terms.Accepted terms;
  private final Admission.Grant grant;
  private final Backend backend;
  private final Caller caller;
  private final ReceivedBody body = new ReceivedBody();
  private final long start;
  private boolean done;

  /** Begins when the head has been read and the request has been admitted. */
  public Exchange(Terms.Accepted terms, Admission.Grant grant, Backend backend, Caller caller) {
    this.terms = terms;
    this.grant = grant;
    this.backend = backend;
    this.caller = caller;
    this.start = backend.nanoTime();
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
      refuse(Problems.OVERLOADED);
    }
  }

  /** The whole body has arrived. */
  public void complete() {
    if (done) {
      return;
    }
    if (grant.arrived()) {
      backend.parse(body, terms, this::parsed, this::failed);
    } else {
      body.discard();
      finish(new Outcome.Refused(Problems.OVERLOADED));
    }
  }

  /** The body has taken longer than it may. */
  public void late() {
    if (!done) {
      refuse(Problems.late(backend.bodyTimeout()));
    }
  }

  /** The sender has disconnected before its body was complete; nobody can be answered. */
  public void broken() {
    done = true;
    grant.release();
  }

  private void parsed(ParseOutcome outcome) {
    if (outcome instanceof ParseOutcome.Parsed parsed && parsed.rejected() > 0) {
      backend.metrics().rejected(parsed.rejected());
    }
    Outcome known = Verdict.withoutPublishing(outcome, terms.style().isAtomic(terms.facts()));
    if (known != null) {
      finish(known);
    } else if (outcome instanceof ParseOutcome.Parsed parsed) {
      backend
          .publisher()
          .publish(parsed.batches(), fate -> caller.execute(() -> published(parsed, fate)));
    }
  }

  private void published(ParseOutcome.Parsed parsed, PublishOutcome fate) {
    backend.metrics().accepted(fate.accepted());
    finish(Verdict.published(parsed, fate));
  }

  private void failed() {
    finish(new Outcome.Refused(Problems.FAULT));
  }

  /** Answers before the whole body has arrived. */
  private void refuse(Problem problem) {
    body.discard();
    finish(new Outcome.Refused(problem));
    caller.discardBody();
  }

  private void finish(Outcome outcome) {
    done = true;
    grant.release();
    Answer answer = terms.style().render(outcome);
    backend.metrics().answered(answer, backend.nanoTime() - start);
    caller.answer(answer);
  }
}
