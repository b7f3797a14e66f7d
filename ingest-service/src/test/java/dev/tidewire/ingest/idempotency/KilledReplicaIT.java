package dev.tidewire.ingest.idempotency;

import static dev.tidewire.ingest.ReadingsClient.JSON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.SensorReading;
import dev.tidewire.ingest.PackagedService;
import dev.tidewire.ingest.ReadingsClient;
import dev.tidewire.ingest.TopicReader;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Requests with an {@code Idempotency-Key} whose replica is killed at any moment. */
class KilledReplicaIT {
  private static final int REQUESTS = 300;
  private static final String NO_KEYS = "tidewire.security.mode=none";

  /** Long enough for any of these requests, and for the test short enough. */
  private static final String LEASE = "tidewire.ingest.idempotency.lease=5s";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String run = UUID.randomUUID().toString();

  @Test
  void whatIsSentAgainToAnotherReplica_isThereOnce_alsoWithoutATime() throws IOException {
    try (TopicReader topic = new TopicReader();
        PackagedService other = PackagedService.start(NO_KEYS, LEASE).awaitReady()) {
      Map<String, Set<Object>> rows = new HashMap<>();
      List<SensorReading> seen = new ArrayList<>();
      ReadingsClient second = other.client();
      try (PackagedService service = PackagedService.start(NO_KEYS, LEASE).awaitReady()) {
        ReadingsClient killed = service.client();
        // Given
        await().atMost(PATIENCE).until(() -> post(killed, "warm-up").join().statusCode() == 202);

        // When
        AtomicInteger answered = new AtomicInteger();
        IntStream.range(0, REQUESTS)
            .forEach(
                i ->
                    post(killed, "r" + i)
                        .whenComplete((answer, failure) -> answered.incrementAndGet()));
        await().pollInterval(Duration.ofMillis(1)).until(() -> answered.get() > 30);
      }
      topic.records().forEach(record -> seen.addAll(TopicReader.readings(record)));
      Set<String> before = new HashSet<>();
      seen.forEach(reading -> before.add(reading.series().sensor()));

      // Then
      await().atMost(PATIENCE).until(() -> postAll(second).stream().allMatch(this::isAccepted));
      List<String> tokens = tokens(second);
      topic.records().forEach(record -> seen.addAll(TopicReader.readings(record)));
      seen.forEach(
          reading ->
              rows.computeIfAbsent(reading.series().sensor(), sensor -> new HashSet<>())
                  .add(reading.timeMicros()));
      assertThat(before).as("what the killed one had sent").hasSizeLessThan(REQUESTS + 1);
      assertThat(rows).as("nothing is lost").hasSize(REQUESTS + 1);
      assertThat(rows).allSatisfy((sensor, times) -> assertThat(times).hasSize(1));

      // A third one, which has seen nothing, gives the same answers.
      try (PackagedService third = PackagedService.start(NO_KEYS, LEASE).awaitReady()) {
        ReadingsClient fresh = third.client();
        await().atMost(PATIENCE).until(() -> isAccepted(post(fresh, "r0").join()));
        assertThat(tokens(fresh)).isEqualTo(tokens);
      }
    }
  }

  private List<HttpResponse<String>> postAll(ReadingsClient to) {
    List<CompletableFuture<HttpResponse<String>>> answers =
        IntStream.range(0, REQUESTS).mapToObj(i -> post(to, "r" + i)).toList();
    return answers.stream().map(CompletableFuture::join).toList();
  }

  private List<String> tokens(ReadingsClient from) {
    return postAll(from).stream().map(KilledReplicaIT::token).toList();
  }

  private boolean isAccepted(HttpResponse<String> answer) {
    return answer.statusCode() == 202;
  }

  private static String token(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.headers().firstValue("Idempotency-Replayed")).contains("true");
    return answer.headers().firstValue("Tidewire-Token").orElseThrow();
  }

  private CompletableFuture<HttpResponse<String>> post(ReadingsClient to, String name) {
    byte[] body = "{\"sensor\":\"%s-%s\",\"value\":1}".formatted(run, name).getBytes(UTF_8);
    return to.postLater("", JSON, body, "Idempotency-Key", run + name);
  }
}
