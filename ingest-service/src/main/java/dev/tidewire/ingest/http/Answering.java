package dev.tidewire.ingest.http;

import dev.tidewire.ingest.answer.Answer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** Writes answers to the wire. */
final class Answering {
  private Answering() {}

  static void write(HttpServerResponse response, Answer answer) {
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(answer.status());
    answer.headers().forEach(response::putHeader);
    response.end(Buffer.buffer(answer.body()));
  }
}
