package dev.tidewire.ingest.http;

import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.ingest.answer.Problem;
import dev.tidewire.ingest.answer.ProblemType;
import dev.tidewire.ingest.body.ReceivedBody;
import dev.tidewire.ingest.parse.ParseOutcome;
import dev.tidewire.ingest.publish.PublishOutcome;
import dev.tidewire.ingest.request.Admission;
import dev.tidewire.ingest.request.Terms;
import dev.tidewire.ingest.request.Verdict;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.logging.Logger;

/**
 * One admitted request, from its first byte to its answer: receive, parse, publish, answer. All of
 * it happens on the request's event loop, but for the parsing of large bodies.
 */
final class ReadingsExchange {
  private static final Logger LOG = Logger.getLogger(ReadingsExchange.class);

  private final ReadingsService service;
  private final HttpServerRequest request;
  private final Context context;
  private final Terms.Accepted terms;
  private final Admission.Grant grant;
  private final ReceivedBody body = new ReceivedBody();
  private final long start = System.nanoTime();
  private long timer;
  private boolean done;

  ReadingsExchange(
      ReadingsService service,
      HttpServerRequest request,
      Context context,
      Terms.Accepted terms,
      Admission.Grant grant) {
    this.service = service;
    this.request = request;
    this.context = context;
    this.terms = terms;
    this.grant = grant;
  }

  void start() {
    timer = context.owner().setTimer(service.bodyTimeoutMillis(), id -> timedOut());
    request.handler(this::received);
    request.endHandler(ignored -> complete());
    request.exceptionHandler(this::broken);
    if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      request.response().writeContinue();
    }
  }

  private void received(Buffer chunk) {
    if (done) {
      return;
    }
    body.add(chunk.getBytes());
    if (body.size() > service.maxBody()) {
      refuse(service.tooLarge());
    } else if (!grant.use(chunk.length())) {
      refuse(Problems.OVERLOADED);
    }
  }

  private void complete() {
    if (done) {
      return;
    }
    stopTimer();
    if (!grant.arrived()) {
      body.discard();
      finish(Verdict.problem(Problems.OVERLOADED));
      return;
    }
    service.parse(body, terms).onSuccess(this::parsed).onFailure(this::failed);
  }

  private void parsed(ParseOutcome outcome) {
    service.metrics().parsed(outcome);
    Answer answer = Verdict.withoutPublishing(outcome, terms.atomic());
    if (answer != null) {
      finish(answer);
    } else if (outcome instanceof ParseOutcome.Parsed parsed) {
      service
          .publisher()
          .publish(
              parsed.batches(),
              result -> context.runOnContext(ignored -> published(parsed, result)));
    }
  }

  private void published(ParseOutcome.Parsed parsed, PublishOutcome outcome) {
    service.metrics().stored(outcome.stored());
    finish(Verdict.published(parsed, outcome));
  }

  private void timedOut() {
    refuse(
        Problem.of(
            ProblemType.BODY_TIMEOUT,
            "The body was not there after %d ms; nothing was stored."
                .formatted(service.bodyTimeoutMillis())));
  }

  /** Answers before the body is there, and takes no more of it in. */
  private void refuse(Problem problem) {
    stopTimer();
    body.discard();
    finish(Verdict.problem(problem));
    service.drain(request, Long.MAX_VALUE);
  }

  /** The sender has gone: nobody is there to be answered. */
  private void broken(Throwable cause) {
    LOG.debugf("A request broke off: %s", cause.getMessage());
    stopTimer();
    done = true;
    grant.release();
  }

  private void failed(Throwable cause) {
    LOG.error("A request failed through a fault of this service", cause);
    finish(Verdict.problem(Problems.FAULT));
  }

  private void finish(Answer answer) {
    done = true;
    grant.release();
    service.metrics().answered(answer, System.nanoTime() - start);
    Answering.write(request.response(), answer);
  }

  private void stopTimer() {
    context.owner().cancelTimer(timer);
  }
}
