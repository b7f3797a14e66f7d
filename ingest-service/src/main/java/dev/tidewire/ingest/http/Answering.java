package dev.tidewire.ingest.http;

import dev.tidewire.ingest.answer.Answer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Writes answers to the wire. */
final class Answering {
  private Answering() {}

  /** Answers a request without a body, which may be a HEAD. */
  static void write(HttpServerRequest request, Answer answer) {
    if (request.method().equals(HttpMethod.HEAD) && answer.body().length > 0) {
      // Vert.x leaves the body out, and over HTTP/1 its length, too.
      request
          .response()
          .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(answer.body().length));
    }
    var unused = write(request.response(), answer);
  }

  /** Completes when the answer has left, or never will. */
  static Future<Void> write(HttpServerResponse response, Answer answer) {
    if (response.ended() || response.closed()) {
      return Future.succeededFuture();
    }
    response.setStatusCode(answer.status());
    answer.headers().forEach(response::putHeader);
    return response.end(Buffer.buffer(answer.body()));
  }
}
