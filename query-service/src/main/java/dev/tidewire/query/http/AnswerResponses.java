package dev.tidewire.query.http;

import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.rest.ProblemResponse;
import dev.tidewire.query.answer.Answer;
import dev.tidewire.query.answer.RowStream;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Answers as responses. A large page takes room until the client has it. */
@Singleton
class AnswerResponses {
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

  private final PageRoom room;

  AnswerResponses(PageRoom room) {
    this.room = room;
  }

  Response of(RoutingContext exchange, Answer answer) {
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
