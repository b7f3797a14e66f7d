package dev.tidewire.bench.limit;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Vert.x alone, with as many event loops as Quarkus gives a service: takes a body in and answers
 * 202, or runs the query service's statements and answers with a number in place of the rows.
 */
final class BareServer extends AbstractVerticle {
  private static final Buffer ACCEPTED = Buffer.buffer("{\"accepted\":1}");

  private final BareQueries queries;
  private final AtomicInteger port;

  private BareServer(BareQueries queries, AtomicInteger port) {
    this.queries = queries;
    this.port = port;
  }

  public static void main(String[] args) throws Exception {
    Vertx vertx = Vertx.vertx();
    BareQueries queries = new BareQueries(vertx, args[0]);
    AtomicInteger port = new AtomicInteger();
    Awaiting.result(
        vertx.deployVerticle(
            () -> new BareServer(queries, port),
            new DeploymentOptions().setInstances(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE)));
    Rounds.say(port.get());
    Rounds.awaitEndOfInput();
    Awaiting.result(vertx.close());
  }

  @Override
  public void start(Promise<Void> started) {
    vertx
        .createHttpServer()
        .requestHandler(this::handle)
        // Negative: a free port, the same for all event loops.
        .listen(-1, "127.0.0.1")
        .onSuccess(server -> port.set(server.actualPort()))
        .<Void>mapEmpty()
        .onComplete(started);
  }

  private void handle(HttpServerRequest request) {
    if (request.method().equals(HttpMethod.POST)) {
      request.body().onComplete(body -> answer(request, body.succeeded() ? 202 : 500, ACCEPTED));
      return;
    }
    (request.path().equals("/latest") ? queries.latest(request) : queries.range(request))
        .onSuccess(rows -> answer(request, 200, Buffer.buffer("{\"rows\":" + rows + "}")))
        .onFailure(failure -> answer(request, 500, Buffer.buffer(failure.toString())));
  }

  private static void answer(HttpServerRequest request, int status, Buffer body) {
    HttpServerResponse response = request.response();
    response.setStatusCode(status).putHeader("Content-Type", "application/json").end(body);
  }
}
