package dev.tidewire.ingest.http;

import dev.tidewire.ingest.answer.Answer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** Writes answers to the wire. */
final class Answering {
  private Answering() {}

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
