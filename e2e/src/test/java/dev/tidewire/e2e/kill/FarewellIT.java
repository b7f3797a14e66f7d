package dev.tidewire.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Group;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Tidewire;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service gets SIGTERM while clients keep connections to it. */
@ExtendWith(Calm.class)
class FarewellIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SIGTERM = 143;

  private final Tidewire tidewire = Tidewire.shared();

  @ParameterizedTest
  @CsvSource({
    "ingest, GET /v1/readings, 405",
    "processing, GET /v1/pipeline, 200",
    "query, GET /v1/sensors, 200"
  })
  void serviceEnds_itAnswersAllRequestsOfAKeptConnectionAndSaysWhichIsTheLast(
      String name, String request, int status) throws Exception {
    // Given
    Service service = tidewire.another(name, Map.of("tidewire.http.farewell", "3s"));
    service.start();
    try (KeptConnection kept = new KeptConnection(service.http().port(), request);
        KeptHttp2Connection http2 = new KeptHttp2Connection(service.http().port())) {
      assertThat(kept.ask())
          .startsWith("HTTP/1.1 " + status)
          .doesNotContainIgnoringCase("connection:");
      http2.ask();
      assertThat(http2.isTold()).isFalse();

      // When
      CompletableFuture<Duration> end = CompletableFuture.supplyAsync(service::stop);

      // Then
      String answer = kept.ask();
      while (!answer.toLowerCase(Locale.ROOT).contains("connection: close")) {
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        answer = kept.ask();
      }
      assertThat(answer).startsWith("HTTP/1.1 " + status);
      assertThat(kept.isClosed()).isTrue();
      http2.ask();
      assertThat(http2.isTold()).isTrue();
      end.join();
      assertThat(service.exitCode()).isEqualTo(SIGTERM);
    } finally {
      service.kill();
      Group.awaitProcesses(1, PATIENCE);
    }
  }
}
