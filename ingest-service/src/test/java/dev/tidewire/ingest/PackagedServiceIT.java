package dev.tidewire.ingest;

import static dev.tidewire.ingest.ReadingsClient.CSV;
import static dev.tidewire.ingest.ReadingsClient.JSON;
import static dev.tidewire.ingest.ReadingsClient.NDJSON;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What only the delivered service can show: its start, its end and its heap. */
class PackagedServiceIT {
  private static final int MAX_BODY = 16 * 1024 * 1024;

  @Test
  void doesNotStartBeforeSomeoneHasChosenItsSecurity() throws Exception {
    try (PackagedService service = PackagedService.start()) {
      // Then
      assertThat(service.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(service.process().exitValue()).isEqualTo(1);
      assertThat(service.log()).contains("tidewire.security.mode must be chosen");
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
  void logsAnObjectALine() throws Exception {
    try (PackagedService service =
        PackagedService.start("tidewire.security.mode=none").awaitReady()) {
      assertThat(service.log().lines())
          .isNotEmpty()
          .allMatch(line -> line.startsWith("{\"timestamp\":") && line.endsWith("}"));
    }
  }

  @Test
  void survivesTheWorstBodiesInASmallHeap() throws Exception {
    try (PackagedService service =
        PackagedService.start("tidewire.security.mode=none").awaitReady()) {
      // Given: as many bytes and readings as are allowed, in the shapes that grow most
      ReadingsClient client = new ReadingsClient(service.readings());
      byte[] manySeries =
          IntStream.range(0, 550_000)
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
            .anySatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(202));
      }
      assertThat(client.post(NDJSON, "{\"sensor\":\"after\",\"value\":1}").statusCode())
          .isEqualTo(202);
      assertThat(service.process().isAlive()).isTrue();
    }
  }

  @Test
  void answersWhatIsInFlightBeforeItEnds() throws Exception {
    try (TopicReader topic = new TopicReader();
        PackagedService service =
            PackagedService.start("tidewire.security.mode=none").awaitReady();
        RawConnection slow = new RawConnection(service.readings())) {
      // Given: requests under way, one of them still sending its body
      ReadingsClient client = new ReadingsClient(service.readings());
      String body = "{\"sensor\":\"slow\",\"value\":1}";
      slow.head("Content-Length: " + body.length(), "Expect: 100-continue");
      assertThat(slow.readStatus()).isEqualTo(100);
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        answers.add(
            client.postLater(
                "", JSON, "{\"sensor\":\"end\",\"value\":1}".getBytes(StandardCharsets.UTF_8)));
      }

      // When
      service.process().destroy();
      CompletableFuture<Integer> lateAnswer =
          CompletableFuture.supplyAsync(() -> slow.send(body).readStatus());

      // Then
      assertThat(lateAnswer).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(202);
      assertThat(service.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
      long accepted = answers.stream().filter(PackagedServiceIT::isAccepted).count();
      assertThat(topic.readings().stream().filter(r -> r.series().sensor().equals("end")).count())
          .isGreaterThanOrEqualTo(accepted);
      assertThat(service.log()).contains("Kafka producer closed").doesNotContain("unanswered");
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
