package dev.tidewire.ingest.http;

import dev.tidewire.ingest.admission.Grant;
import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.ingest.exchange.Caller;
import dev.tidewire.ingest.exchange.Exchange;
import dev.tidewire.ingest.fairness.Share;
import dev.tidewire.ingest.route.Terms;
import dev.tidewire.platform.access.Access;
import dev.tidewire.platform.http.RestOfBody;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

/**
 * Connects an exchange to the events of its request, all of them on one event loop. Whatever fails
 * in one of them, the request is ended.
 */
final class HttpExchange implements Caller {
  private static final Logger LOG = Logger.getLogger(HttpExchange.class);

  private final ReadingsService service;
  private final RoutingContext routing;
  private final HttpServerRequest request;
  private final Access access;
  private final Context context = Vertx.currentContext();
  private final Exchange exchange;
  private volatile long deadline;
  private boolean isComplete;

  HttpExchange(
      ReadingsService service,
      RoutingContext routing,
      Access access,
      Terms.Accepted terms,
      Grant grant,
      Share share) {
    this.service = service;
    this.routing = routing;
    this.request = routing.request();
    this.access = access;
    this.exchange =
        new Exchange(terms, grant, service, this, share, service.attempt(terms, access, request));
  }

  void start() {
    guard(this::listen);
  }

  private void listen() {
    deadline = System.nanoTime() + service.bodyTimeout().toNanos();
    service.deadlines().add(this);
    request.handler(chunk -> guard(() -> received(chunk)));
    request.endHandler(ignored -> guard(this::complete));
    request.exceptionHandler(cause -> guard(() -> broken(cause)));
    // HTTP/1.0 has no interim responses (RFC 9110, section 10.1.1).
    if (request.version() != HttpVersion.HTTP_1_0
        && "100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      request.response().writeContinue();
    }
  }

  @Override
  public void answer(Answer answer, Runnable whenGone) {
    service.deadlines().remove(this);
    Answering.write(request.response(), answer).onComplete(gone -> whenGone.run());
  }

  @Override
  public void whenEnded(Runnable task) {
    routing.addEndHandler(ended -> guard(task));
  }

  @Override
  public void abort() {
    service.deadlines().remove(this);
    request.response().reset();
  }

  @Override
  public void discardBody() {
    RestOfBody.discard(context.owner(), request);
  }

  @Override
  public boolean isAllowed() {
    return service.isAllowed(access);
  }

  @Override
  public void execute(Runnable task) {
    context.runOnContext(ignored -> guard(task));
  }

  private void received(Buffer chunk) {
    exchange.received(chunk.getBytes());
  }

  private void complete() {
    isComplete = true;
    deadline = System.nanoTime() + service.answerTimeout().toNanos();
    exchange.complete();
  }

  private void broken(Throwable cause) {
    LOG.debugf("A request broke off: %s", cause.getMessage());
    service.deadlines().remove(this);
    exchange.broken();
  }

  /** Ends the request if it takes longer than it may; called on any thread. */
  void endIfLate(long now) {
    if (now - deadline > 0) {
      execute(this::end);
    }
  }

  /** In the meantime the body may have arrived, and the answer have another deadline. */
  private void end() {
    if (System.nanoTime() - deadline <= 0) {
      return;
    }
    if (isComplete) {
      exchange.overdue();
    } else {
      exchange.late();
    }
  }

  private void guard(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error fault) {
      LOG.error("A request failed through a fault of this service", fault);
      exchange.failed();
    }
  }
}
