package dev.tidewire.ingest;

import static dev.tidewire.ingest.ReadingsClient.CSV;
import static dev.tidewire.ingest.ReadingsClient.JSON;
import static dev.tidewire.ingest.ReadingsClient.NDJSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.platform.http.RawHttp2;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What only the packaged service can show: its start, its end and its heap. */
class PackagedServiceIT {
  private static final int MAX_BODY = 16 * 1024 * 1024;
  private static final int IN_FLIGHT = 20;

  @Test
  void doesNotStartBeforeSomeoneHasChosenItsSecurity() throws Exception {
    try (PackagedService service = PackagedService.start()) {
      // Then
      assertThat(service.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(service.process().exitValue()).isEqualTo(1);
      assertThat(service.log()).contains("tidewire.security.mode is not set");
    }
  }

  @Test
  void doesNotStartWithAKeyItDoesNotKnow() throws Exception {
    try (PackagedService service =
        PackagedService.start("tidewire.security.mode=none", "tidewire.ingest.max-bodi=1M")) {
      // Then
      assertThat(service.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(service.log()).contains("tidewire.ingest.max-bodi");
    }
  }

  @Test
  void survivesTheWorstBodiesInASmallHeap() throws Exception {
    try (PackagedService service =
        PackagedService.start("tidewire.security.mode=none").awaitReady()) {
      // Given: as many bytes and readings as are allowed, in the shapes that grow most
      ReadingsClient client = service.client();
      byte[] manySeries =
          // The batches of more would take more than a body may have.
          IntStream.range(0, 430_000)
              .mapToObj(i -> "{\"sensor\":\"%x\",\"value\":1}".formatted(i))
              .collect(Collectors.joining("\n"))
              .getBytes(StandardCharsets.UTF_8);
      byte[] manyReadings =
          ("time,value\n" + "1,1\n".repeat(999_999)).getBytes(StandardCharsets.UTF_8);
      byte[] oneSensor =
          "{\"sensor\":\"s\",\"value\":1}\n".repeat(600_000).getBytes(StandardCharsets.UTF_8);
      assertThat(List.of(manySeries.length, manyReadings.length, oneSensor.length))
          .allMatch(length -> length <= MAX_BODY);

      for (int round = 0; round < 3; round++) {
        // When
        List<CompletableFuture<HttpResponse<String>>> answers =
            List.of(
                client.postLater("", NDJSON, manySeries),
                client.postLater("?sensor=a", CSV, manyReadings),
                client.postLater("", NDJSON, oneSensor),
                client.postLater("", NDJSON, manySeries));

        // Then
        assertThat(answers)
            .allSatisfy(
                answer -> {
                  assertThat(answer).succeedsWithin(Duration.ofSeconds(60));
                  assertThat(answer.join().statusCode()).isIn(202, 503);
                })
            .anySatisfy(
                answer ->
                    assertThat(answer.join().statusCode()).as(answer.join().body()).isEqualTo(202));
      }
      assertThat(client.post(NDJSON, "{\"sensor\":\"after\",\"value\":1}").statusCode())
          .isEqualTo(202);
      assertThat(service.process().isAlive()).isTrue();
    }
  }

  @Test
  void survivesMoreStreamsThanItsHeapHolds() throws Exception {
    try (PackagedService service =
        PackagedService.start("tidewire.security.mode=none").awaitReady()) {
      // Given: heads without their bodies, on more connections than a heap of this size has room
      // for
      ReadingsClient client = service.client();
      Deque<RawHttp2> connections = new ConcurrentLinkedDeque<>();

      // When
      IntStream.range(0, 800).parallel().forEach(i -> connections.add(heads(service.readings())));

      // Then
      assertThat(client.post(JSON, "{\"sensor\":\"beside\",\"value\":1}").statusCode())
          .isEqualTo(202);
      for (RawHttp2 connection : connections) {
        connection.close();
      }
      assertThat(service.process().isAlive()).isTrue();
    }
  }

  private static RawHttp2 heads(URI readings) {
    try {
      RawHttp2 connection = new RawHttp2(readings);
      for (int stream = 1; stream < 200; stream += 2) {
        connection.head(stream, readings.getPath());
      }
      return connection;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void answersWhatIsInFlightBeforeItEnds() throws Exception {
    try (TopicReader topic = new TopicReader();
        PackagedService service =
            PackagedService.start("tidewire.security.mode=none").awaitReady()) {
      // Given: requests under way that still send their bodies, and many more short ones
      String body = "{\"sensor\":\"slow\",\"value\":1}";
      List<RawConnection> slow = new ArrayList<>();
      for (int i = 0; i < IN_FLIGHT; i++) {
        RawConnection connection = new RawConnection(service.readings());
        connection.head("Content-Length: " + body.length()).send(body.substring(0, 5));
        slow.add(connection);
      }
      ReadingsClient client = service.client();
      await().until(() -> client.metrics().contains("inflight_requests " + IN_FLIGHT + ".0"));
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        answers.add(
            client.postLater(
                "", JSON, "{\"sensor\":\"end\",\"value\":1}".getBytes(StandardCharsets.UTF_8)));
      }

      // When
      service.process().destroy();
      await()
          .until(() -> client.post(JSON, "{\"sensor\":\"end\",\"value\":1}").statusCode() == 503);
      slow.forEach(connection -> connection.send(body.substring(5)));

      // Then
      assertThat(slow).allSatisfy(one -> assertThat(one.readStatus()).isEqualTo(202));
      assertThat(service.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
      long accepted = answers.stream().filter(PackagedServiceIT::isAccepted).count();
      Map<String, Long> stored =
          topic.readings().stream()
              .collect(Collectors.groupingBy(r -> r.series().sensor(), Collectors.counting()));
      assertThat(stored).containsEntry("slow", (long) IN_FLIGHT);
      assertThat(stored.getOrDefault("end", 0L)).isGreaterThanOrEqualTo(accepted);
      assertThat(service.log()).contains("Kafka producer closed").doesNotContain("unanswered");
      assertThat(service.log().lines())
          .allMatch(line -> line.startsWith("{\"timestamp\":") && line.endsWith("}"));
      slow.forEach(RawConnection::close);
    }
  }

  private static boolean isAccepted(CompletableFuture<HttpResponse<String>> answer) {
    try {
      return answer.join().statusCode() == 202;
    } catch (CompletionException refused) {
      // The connection came after the server's end.
      return false;
    }
  }
}
