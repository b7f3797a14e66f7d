package dev.tidewire.query.http;

import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.query.Parsed;
import dev.tidewire.platform.rest.ProblemResponse;
import dev.tidewire.query.QueryConfig;
import dev.tidewire.query.answer.Answer;
import dev.tidewire.query.answer.RowStream;
import dev.tidewire.query.render.Format;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.impl.ContextInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers as responses, within the deadline. */
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

  private static final Problem TOO_LONG_FOR_HTTP_1_0 =
      Problem.ofStatus(
          426,
          "The answer is sent in chunks, which HTTP/1.0 does not have. Ask with HTTP/1.1 or HTTP/2,"
              + " or for fewer rows with `limit`.");

  private static final Problem TOO_MUCH_UNREAD =
      Problem.of(
          ProblemType.OVERLOADED,
          "As many pages are being sent as the service has room for. Read the answers that you"
              + " have asked for, or ask for smaller pages with `limit`.");

  /** Pages up to this size need no room of their own. */
  private static final int SMALL_PAGE = 4_096;

  private final Duration deadline;
  private final PageRoom room;

  Replies(QueryConfig config, PageRoom room) {
    this.deadline = config.database().deadline();
    this.room = room;
  }

  /** The response in the format that the client wants most, or why there is none. */
  Uni<Response> inFormat(RoutingContext exchange, Function<Format, Uni<Response>> response) {
    exchange.response().putHeader(HttpHeaders.VARY, VARY);
    Format format = Format.negotiate(exchange.request().headers().getAll(HttpHeaders.ACCEPT));
    return format == null
        ? Uni.createFrom().item(ProblemResponse.of(NOT_ACCEPTABLE))
        : response.apply(format);
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
            .map(there -> response(exchange, there));
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

  private Response response(RoutingContext exchange, Answer answer) {
    if (answer instanceof Answer.Page page) {
      return page(exchange, page.json(), page.next());
    }
    return answer instanceof Answer.Streamed streamed
        ? stream(exchange, streamed.rows())
        : ProblemResponse.of(((Answer.Refused) answer).problem());
  }

  private Response page(RoutingContext exchange, byte[] json, @Nullable String next) {
    if (json.length <= SMALL_PAGE) {
      return page(exchange, json, json.length, next);
    }
    if (!room.take(json.length)) {
      return ProblemResponse.of(TOO_MUCH_UNREAD);
    }
    PageChunks chunks = new PageChunks(json, room);
    exchange.addEndHandler(ended -> chunks.closeUnlessBegun());
    return page(exchange, chunks, json.length, next);
  }

  private static Response page(
      RoutingContext exchange, Object body, int length, @Nullable String next) {
    Response.ResponseBuilder response =
        Response.ok(body, MediaType.APPLICATION_JSON_TYPE)
            .header(HttpHeaders.CONTENT_LENGTH, length);
    if (next != null) {
      response.header(HttpHeaders.LINK, NextLink.header(exchange.request().uri(), next));
    }
    return response.build();
  }

  /**
   * HTTP/1.0 has no chunks: a client could not tell a stream that was cut from a complete one. A
   * response 426 says what to use instead (RFC 9110, section 15.5.22).
   */
  private static Response stream(RoutingContext exchange, RowStream rows) {
    if (rows.hasNext() && exchange.request().version() == HttpVersion.HTTP_1_0) {
      exchange.response().putHeader(HttpHeaderNames.UPGRADE, "HTTP/1.1");
      return ProblemResponse.of(TOO_LONG_FOR_HTTP_1_0);
    }
    return Response.ok(rows, rows.format().contentType()).build();
  }
}
