package dev.tidewire.bench.steady;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.tidewire.bench.load.ReadingStream;
import dev.tidewire.bench.load.StreamRequests;
import dev.tidewire.bench.load.WireFormat;
import dev.tidewire.bench.load.Workload;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswerDelayIT {
  private static final long FIRST = 1_795_392_000_000L;
  private static final int TOO_OLD = 4;

  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;

  /** At first there is no reading, then an old one, then the one that was posted. */
  @BeforeEach
  void serve() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/latest",
        exchange -> {
          int number = asked.incrementAndGet();
          long millis = number <= TOO_OLD ? FIRST - 1_000 : FIRST + 20_000;
          String body = "{\"time\":\"%s\",\"value\":1}".formatted(Instant.ofEpochMilli(millis));
          byte[] bytes = (number == 1 ? "{}" : body).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(number == 1 ? 404 : 200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void lastsUntilTheReadingIsAnswered() throws Exception {
    // Given
    ReadingStream stream = new ReadingStream(Workload.W1, 1, FIRST);
    StreamRequests requests =
        new StreamRequests(stream, WireFormat.JSON.batches(Workload.W1.series()), "/v1/readings");
    AnswerDelay delay = new AnswerDelay(server.getAddress().getPort());
    Supplier<byte[]> watched = delay.watching(requests);
    FutureTask<Histogram> delays = new FutureTask<>(delay);
    new Thread(delays, "delays").start();

    // When: the watch takes one of these requests
    await()
        .until(
            () -> {
              byte[] request = watched.get();
              return request.length > 0 && asked.get() > 0;
            });
    await().until(() -> asked.get() > TOO_OLD);
    delay.end();

    // Then: four answers were too old, and a pause followed each
    assertThat(delays.get().getTotalCount()).isEqualTo(1);
    assertThat(delays.get().getMinValue()).isGreaterThan(20_000_000);
  }
}
