package dev.tidewire.platform.http;

import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemJson;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** Writes problems to the wire. */
final class ProblemAnswer {
  private ProblemAnswer() {}

  /** Ends the response with the problem, unless it has begun or nobody waits for it. */
  static Future<Void> write(HttpServerResponse response, Problem problem) {
    if (response.headWritten() || response.ended() || response.closed()) {
      return Future.succeededFuture();
    }
    problem.type().headers().forEach(response::putHeader);
    return response
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, ProblemJson.MEDIA_TYPE)
        .end(Buffer.buffer(ProblemJson.render(problem)));
  }
}
