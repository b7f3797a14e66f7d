package dev.tidewire.platform.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that takes connections and never says a word, like one that is frozen. */
class SilentServerIT {
  private static final Duration TIMEOUT = Duration.ofMillis(500);

  private final Vertx vertx = Vertx.vertx();
  private final ServerSocket server;
  private final Pool pool;

  SilentServerIT() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    pool = HealingPool.create(input(), bounds(), new SimpleMeterRegistry());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void connectionThatIsNotLetIn_isClosed() throws IOException {
    // When
    Future<?> answer = pool.query("SELECT 1").execute();

    // Then: who has only said goodbye would still take data
    try (Socket connection = server.accept()) {
      await()
          .atMost(TIMEOUT.multipliedBy(10))
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> connection.sendUrgentData(0))
                      .isInstanceOf(IOException.class));
    }
    await().until(answer::failed);
  }

  private PgPoolCreator.Input input() {
    PgConnectOptions options =
        new PgConnectOptions()
            .setHost(server.getInetAddress().getHostAddress())
            .setPort(server.getLocalPort())
            .setUser("nobody")
            .setDatabase("none");
    return new PgPoolCreator.Input() {
      @Override
      public Vertx vertx() {
        return vertx;
      }

      @Override
      public PoolOptions poolOptions() {
        return new PoolOptions().setMaxSize(1);
      }

      @Override
      public List<PgConnectOptions> pgConnectOptionsList() {
        return List.of(options);
      }
    };
  }

  private static PoolBounds bounds() {
    return new PoolBounds(1, Duration.ZERO, TIMEOUT, TIMEOUT, TIMEOUT, Map.of());
  }
}
