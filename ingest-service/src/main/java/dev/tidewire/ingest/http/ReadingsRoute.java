package dev.tidewire.ingest.http;

import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.ingest.answer.AnswerWriter;
import dev.tidewire.ingest.answer.Problem;
import dev.tidewire.ingest.answer.ProblemType;
import dev.tidewire.ingest.request.Admission;
import dev.tidewire.ingest.request.Terms;
import dev.tidewire.ingest.request.TermsReader;
import dev.tidewire.ingest.request.Verdict;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/readings}: decides from the head of a request whether to take its body in. */
@Singleton
class ReadingsRoute {
  private static final String PATH = "/v1/readings";
  private static final long UNKNOWN_LENGTH = Long.MAX_VALUE;

  private final ReadingsService service;

  @Inject
  ReadingsRoute(ReadingsService service) {
    this.service = service;
  }

  void register(@Observes Router router) {
    router.route(PATH).handler(this::handle);
    router.errorHandler(
        ProblemType.NOT_FOUND.status(),
        routing -> Answering.write(routing.response(), Problems.NOT_FOUND));
  }

  private void handle(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    if (!request.method().equals(HttpMethod.POST)) {
      Answering.write(
          request.response(),
          AnswerWriter.problem(Problems.METHOD_NOT_ALLOWED, Map.of("Allow", "POST")));
      return;
    }
    Terms terms =
        TermsReader.read(
            request.query(),
            request.getHeader(HttpHeaders.CONTENT_TYPE),
            request.getHeader(HttpHeaders.CONTENT_ENCODING));
    long length = length(request);
    if (terms instanceof Terms.Accepted accepted) {
      Problem obstacle = obstacle(length);
      Admission.Grant grant =
          obstacle == null
              ? service.admission().admit(length == UNKNOWN_LENGTH ? 0 : length)
              : null;
      if (grant == null) {
        refuse(request, obstacle == null ? Problems.OVERLOADED : obstacle, length);
      } else {
        new ReadingsExchange(service, request, Vertx.currentContext(), accepted, grant).start();
      }
    } else if (terms instanceof Terms.Refused refused) {
      refuse(request, refused.problem(), length);
    }
  }

  private @Nullable Problem obstacle(long length) {
    if (service.admission().isClosed()) {
      return Problems.SHUTTING_DOWN;
    }
    if (length != UNKNOWN_LENGTH && length > service.maxBody()) {
      return service.tooLarge();
    }
    return service.isOpen() ? null : Problems.NO_TOPIC;
  }

  private void refuse(HttpServerRequest request, Problem problem, long length) {
    Answer answer = Verdict.problem(problem);
    service.metrics().answered(answer);
    // Without a handler the body would pile up in memory, unread.
    request.handler(discarded -> {});
    Answering.write(request.response(), answer);
    service.drain(request, length);
  }

  /** The announced length; the HTTP decoder has checked that it is a number. */
  private static long length(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null) {
      return Long.parseLong(length);
    }
    return request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null ? 0 : UNKNOWN_LENGTH;
  }
}
