package dev.tidewire.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadIT {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void createTheServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
  }

  @AfterEach
  void stopTheServer() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void sendsTheCountOverAllConnections() throws Exception {
    // Given
    serve(number -> 200);

    // When
    LoadResult result = load(4).run(40);

    // Then
    assertThat(result.requests()).isEqualTo(40);
    assertThat(requests).hasValue(40);
    assertThat(result.refusals()).isZero();
    assertThat(result.p99Millis()).isPositive();
  }

  @Test
  void runsForTheDuration() throws Exception {
    // Given
    serve(number -> 200);

    // When
    LoadResult result = load(2).runFor(Duration.ofMillis(300));

    // Then
    assertThat(result.elapsed()).isBetween(Duration.ofMillis(300), Duration.ofSeconds(20));
    assertThat(result.requests()).isEqualTo(requests.get());
    assertThat(result.perSecond()).isEqualTo(result.requests() * 1e9 / result.elapsed().toNanos());
  }

  @Test
  void sendsAtItsRate_andCountsTheWaitingAsLatency() throws Exception {
    // Given: the first answer takes as long as five periods
    serve(
        number -> {
          if (number == 1) {
            LockSupport.parkNanos(250_000_000);
          }
          return 200;
        });

    // When
    LoadResult result = load(1).runAtRate(Duration.ofMillis(50), Duration.ofMillis(500));

    // Then: the second waited for the first, and no request is left out
    assertThat(result.requests()).isEqualTo(10);
    assertThat(result.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(450));
    assertThat(result.p99Millis()).isGreaterThanOrEqualTo(250);
    assertThat(result.p50Millis()).isLessThan(result.p99Millis());
  }

  @Test
  void sendsAgainWhatABusyServerRefuses() throws Exception {
    // Given
    serve(number -> number == 2 ? 503 : 200);

    // When
    LoadResult result = load(1).run(5);

    // Then: the pause before the second attempt is part of the latency
    assertThat(result.requests()).isEqualTo(5);
    assertThat(requests).hasValue(6);
    assertThat(result.refusals()).isEqualTo(1);
    assertThat(result.p99Millis()).isGreaterThanOrEqualTo(200);
  }

  @Test
  void endsWithTheAnswerThatWasNotExpected() {
    // Given
    serve(number -> number == 3 ? 500 : 200);

    // Then
    assertThatThrownBy(() -> load(1).run(10))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected status 200, but the answer is 500: chunked body of 3");
    assertThat(requests).hasValue(3);
  }

  private Load load(int connections) {
    int port = server.getAddress().getPort();
    return new Load(port, Collections.nCopies(connections, () -> HttpConnection.get("/")), 200);
  }

  private void serve(IntUnaryOperator status) {
    server.createContext(
        "/",
        exchange -> {
          int number = requests.incrementAndGet();
          exchange.sendResponseHeaders(status.applyAsInt(number), 0);
          exchange
              .getResponseBody()
              .write(("chunked body of " + number).getBytes(StandardCharsets.US_ASCII));
          exchange.close();
        });
    server.start();
  }
}
