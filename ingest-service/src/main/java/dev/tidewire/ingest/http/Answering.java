package dev.tidewire.ingest.http;

import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.ingest.answer.Problem;
import dev.tidewire.ingest.request.Verdict;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** Writes answers to the wire. */
final class Answering {
  private Answering() {}

  static void write(HttpServerResponse response, Answer answer) {
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(answer.status());
    response.putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType());
    answer.headers().forEach(response::putHeader);
    response.end(Buffer.buffer(answer.body()));
  }

  static void write(HttpServerResponse response, Problem problem) {
    write(response, Verdict.problem(problem));
  }
}
