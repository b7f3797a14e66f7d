package dev.tidewire.bench.limit;

import dev.tidewire.bench.stack.Database;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Vert.x alone, with as many event loops as Quarkus gives a service: reads a body and answers 202,
 * or reads rows and answers with their number.
 */
final class BareServer extends AbstractVerticle {
  private final BareQueries queries;
  private final AtomicInteger port;

  private BareServer(BareQueries queries, AtomicInteger port) {
    this.queries = queries;
    this.port = port;
  }

  /** Takes the URI of the database, prints the port, and serves until its input ends. */
  public static void main(String[] args) throws Exception {
    Vertx vertx = Vertx.vertx();
    BareQueries queries = new BareQueries(vertx, args[0]);
    AtomicInteger port = new AtomicInteger();
    Database.await(
        vertx.deployVerticle(
            () -> new BareServer(queries, port),
            new DeploymentOptions().setInstances(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE)));
    System.out.println(port.get());
    int unused = System.in.read();
    System.exit(0);
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
      request
          .body()
          .onSuccess(body -> answer(request, 202, "{\"accepted\":1}"))
          .onFailure(failure -> answer(request, 500, failure.toString()));
      return;
    }
    (request.path().equals("/latest")
            ? queries.latest(request.params())
            : queries.range(request.params()))
        .onSuccess(rows -> answer(request, 200, "{\"rows\":" + rows + "}"))
        .onFailure(failure -> answer(request, 500, failure.toString()));
  }

  private static void answer(HttpServerRequest request, int status, String body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(body);
  }
}
