package dev.tidewire.query.http;

import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.query.Parsed;
import dev.tidewire.platform.rest.ProblemResponse;
import dev.tidewire.query.QueryConfig;
import dev.tidewire.query.answer.Answer;
import dev.tidewire.query.render.Format;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.impl.ContextInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The responses to requests, in the format that they ask for and within the deadline. */
@Singleton
class Replies {
  private static final String VARY = HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_ENCODING;

  private static final Problem NOT_ACCEPTABLE =
      Problem.of(
          ProblemType.NOT_ACCEPTABLE,
          "The answer comes as "
              + Stream.of(Format.values())
                  .map(Format::mediaType)
                  .distinct()
                  .collect(Collectors.joining(", "))
              + ", in UTF-8; the Accept header allows none of them.");

  private static final Problem ONLY_JSON =
      Problem.of(
          ProblemType.NOT_ACCEPTABLE,
          "The answer comes as application/json, in UTF-8; the Accept header does not allow it.");

  private final Duration deadline;
  private final AnswerResponses responses;

  Replies(QueryConfig config, AnswerResponses responses) {
    this.deadline = config.database().deadline();
    this.responses = responses;
  }

  /** The response in the format that the client wants most, or why there is none. */
  Uni<Response> inFormat(RoutingContext exchange, Function<Format, Uni<Response>> response) {
    exchange.response().putHeader(HttpHeaders.VARY, VARY);
    Format format = Format.negotiate(exchange.request().headers().getAll(HttpHeaders.ACCEPT));
    return format == null
        ? Uni.createFrom().item(ProblemResponse.of(NOT_ACCEPTABLE))
        : response.apply(format);
  }

  /** The response, which is JSON, or why the client does not take it. */
  static Uni<Response> inJson(RoutingContext exchange, Supplier<Future<Response>> response) {
    exchange.response().putHeader(HttpHeaders.VARY, VARY);
    return Format.JSON.isAccepted(exchange.request().headers().getAll(HttpHeaders.ACCEPT))
        ? Uni.createFrom().completionStage(() -> response.get().toCompletionStage())
        : Uni.createFrom().item(ProblemResponse.of(ONLY_JSON));
  }

  /** The response to a request whose parameters were read. */
  <T> Uni<Response> to(
      RoutingContext exchange, Parsed<T> parsed, Function<T, Future<Answer>> answer) {
    return parsed.fold(
        request -> to(exchange, answer.apply(request)),
        problem -> Uni.createFrom().item(ProblemResponse.of(problem)));
  }

  /**
   * The response with this answer, once it is there. The clock runs on the request's event loop;
   * for a future of no context Vert.x takes a thread that all share.
   */
  Uni<Response> to(RoutingContext exchange, Future<Answer> answer) {
    Promise<Answer> onEventLoop = ContextInternal.current().promise();
    answer.onComplete(onEventLoop);
    onEventLoop.future().onSuccess(there -> bind(exchange, there));
    Future<Response> response =
        onEventLoop
            .future()
            .timeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
            .map(there -> responses.of(exchange, there));
    return Uni.createFrom().completionStage(response::toCompletionStage);
  }

  /**
   * However the exchange ends, what the answer holds is given back: also when it comes too late.
   */
  private static void bind(RoutingContext exchange, Answer answer) {
    if (answer instanceof Answer.Streamed streamed) {
      HttpServerResponse response = exchange.response();
      if (response.ended() || response.closed()) {
        streamed.rows().close();
      } else {
        exchange.addEndHandler(ended -> streamed.rows().close());
      }
    }
  }
}
