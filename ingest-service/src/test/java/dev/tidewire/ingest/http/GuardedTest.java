package dev.tidewire.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardedTest {
  private final Vertx vertx = Vertx.vertx();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aHandlerThatThrows_endsTheRequest() throws Exception {
    // Given
    Router router = Router.router(vertx);
    router.route().handler(GuardedTest::failAtTheEnd);
    router.route().failureHandler(this::answer);
    HttpServer server = vertx.createHttpServer().requestHandler(router);
    server.listen(0, "localhost").toCompletionStage().toCompletableFuture().join();
    URI uri = URI.create("http://localhost:" + server.actualPort());

    // When
    HttpResponse<Void> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(uri)
                    .timeout(Duration.ofSeconds(10))
                    .POST(BodyPublishers.ofString("x"))
                    .build(),
                BodyHandlers.discarding());

    // Then
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(failures).singleElement().isInstanceOf(IllegalArgumentException.class);
  }

  private static void failAtTheEnd(RoutingContext routing) {
    routing
        .request()
        .endHandler(
            Guarded.of(
                routing,
                end -> {
                  throw new IllegalArgumentException("a fault");
                }));
  }

  private void answer(RoutingContext routing) {
    failures.add(routing.failure());
    routing.response().setStatusCode(routing.statusCode()).end();
  }
}
