package dev.tidewire.e2e.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.e2e.results.Results;
import dev.tidewire.e2e.stack.Alone;
import dev.tidewire.e2e.stack.Answer;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Tidewire;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** 2,000 connections that are as slow as they can be make nobody else slow. */
@Alone
@ExtendWith({Calm.class, Results.class})
class SlowClientsIT {
  private static final int SLOW = 2_000;

  /** Of each kind, one after the other, so that what else the machine does is in both. */
  private static final int ROUNDS = 4;

  private static final int REQUESTS = 1_000;

  private final Tidewire tidewire = Tidewire.shared();

  @Test
  void ingestServesOthersAsBefore() {
    byte[] reading = "{\"sensor\":\"beside-slow\",\"value\":1}".getBytes(StandardCharsets.UTF_8);
    Service ingest = tidewire.ingest();

    assertAsBefore(
        ingest,
        () -> ingest.http().post("/v1/readings", reading, "Content-Type", "application/json"));
  }

  @Test
  void queryServesOthersAsBefore() {
    Service query = tidewire.query();

    assertAsBefore(query, () -> query.http().get("/v1/latest?sensor=warm-up"));
    assertThat(query.metric("tidewire_http_connections_refused_total")).isPositive();
  }

  @Test
  void whatDoesNotCome_isGivenUp() throws IOException {
    Service hasty =
        tidewire.another(
            "processing",
            Map.of("tidewire.http.head-timeout", "1s", "quarkus.http.read-timeout", "1S"));
    hasty.start();
    String order = "POST /v1/dead-letters/redrive HTTP/1.1\r\nHost: a\r\n";
    String json = "Content-Type: application/json\r\n";
    try {
      assertGivenUp(hasty, "");
      assertGivenUp(hasty, "\r\n");
      assertGivenUp(hasty, order);
      assertGivenUp(hasty, order + json + "Content-Length: 9\r\n\r\n{");
      assertGivenUp(hasty, order + json + "Content-Length: 60000\r\n\r\n{" + " ".repeat(50_000));
      assertGivenUp(hasty, order + json + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n");
      assertThat(hasty.live().status()).isEqualTo(200);
      assertThat(hasty.logLines()).noneMatch(line -> line.contains("ERROR"));
    } finally {
      hasty.stop();
    }
  }

  /** The connection ends, and says why when a request has begun. */
  private static void assertGivenUp(Service service, String sent) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", service.http().port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).as(sent).contains(sent.isEmpty() ? "" : "HTTP/1.1 408 ");
    }
  }

  private static void assertAsBefore(Service service, Supplier<Answer> request) {
    List<Duration> before = new ArrayList<>();
    List<Duration> beside = new ArrayList<>();
    measure(request);
    for (int round = 0; round < ROUNDS; round++) {
      before.addAll(measure(request));
      try (SlowClients unused = SlowClients.start(service, SLOW)) {
        beside.addAll(measure(request));
      }
    }

    assertThat(p99(beside)).isLessThanOrEqualTo(p99(before).multipliedBy(2));
    Results.record(
        "2,000 connections that send a byte a second to " + service.name(),
        "good requests take at most twice as long, p99",
        "p99 %.1f ms, without them %.1f ms".formatted(millis(p99(beside)), millis(p99(before))));
  }

  private static List<Duration> measure(Supplier<Answer> request) {
    List<Duration> took = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      Answer answer = request.get();
      assertThat(answer.status()).isIn(200, 202);
      took.add(answer.took());
    }
    return took;
  }

  private static Duration p99(List<Duration> durations) {
    return durations.stream().sorted().toList().get(durations.size() * 99 / 100);
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
