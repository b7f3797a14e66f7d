package dev.tidewire.ingest.http;

import dev.tidewire.ingest.admission.Admission;
import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.ingest.exchange.Caller;
import dev.tidewire.ingest.exchange.Exchange;
import dev.tidewire.ingest.route.Terms;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.logging.Logger;

/** Connects an exchange to the events of its request, all of them on one event loop. */
final class HttpExchange implements Caller {
  private static final Logger LOG = Logger.getLogger(HttpExchange.class);

  private final ReadingsService service;
  private final HttpServerRequest request;
  private final Context context = Vertx.currentContext();
  private final Exchange exchange;
  private long timer;

  HttpExchange(
      ReadingsService service,
      HttpServerRequest request,
      Terms.Accepted terms,
      Admission.Grant grant) {
    this.service = service;
    this.request = request;
    this.exchange = new Exchange(terms, grant, service, this);
  }

  void start() {
    timer = context.owner().setTimer(service.bodyTimeout().toMillis(), id -> exchange.late());
    request.handler(this::received);
    request.endHandler(ignored -> complete());
    request.exceptionHandler(this::broken);
    if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      request.response().writeContinue();
    }
  }

  @Override
  public void answer(Answer answer) {
    Answering.write(request.response(), answer);
  }

  @Override
  public void discardBody() {
    stopTimer();
    service.drain(request, Long.MAX_VALUE);
  }

  @Override
  public void execute(Runnable task) {
    context.runOnContext(ignored -> task.run());
  }

  private void received(Buffer chunk) {
    exchange.received(chunk.getBytes());
  }

  private void complete() {
    stopTimer();
    exchange.complete();
  }

  private void broken(Throwable cause) {
    LOG.debugf("A request broke off: %s", cause.getMessage());
    stopTimer();
    exchange.broken();
  }

  private void stopTimer() {
    context.owner().cancelTimer(timer);
  }
}
