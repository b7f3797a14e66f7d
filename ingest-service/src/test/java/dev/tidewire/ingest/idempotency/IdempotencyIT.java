package dev.tidewire.ingest.idempotency;

import static dev.tidewire.ingest.ReadingsClient.JSON;
import static dev.tidewire.ingest.ReadingsClient.NDJSON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.SensorReading;
import dev.tidewire.contract.Topics;
import dev.tidewire.ingest.ReadingsClient;
import dev.tidewire.ingest.StackResource;
import dev.tidewire.ingest.TopicReader;
import dev.tidewire.local.TestStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are sent again with their {@code Idempotency-Key}. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class IdempotencyIT {
  private static final String HEADER = "Idempotency-Key";
  private static final String REPLAYED = "Idempotency-Replayed";
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(5);
  private static final Duration RECOVERED_WITHIN = Duration.ofSeconds(20);

  @TestHTTPResource("/v1/readings")
  URI uri;

  private final String key = UUID.randomUUID().toString();
  private final String sensor = "once-" + key;
  private ReadingsClient client;
  private TopicReader topic;

  @BeforeEach
  void ready() {
    client = ReadingsClient.ready(uri);
    String first = "{\"sensor\":\"first\",\"value\":1}";
    await()
        .atMost(RECOVERED_WITHIN)
        .until(() -> post(UUID.randomUUID().toString(), "", JSON, first).statusCode() == 202);
    topic = new TopicReader();
  }

  @AfterEach
  void close() {
    topic.close();
  }

  @Test
  void aRepetition_getsTheFirstAnswer_andLeavesNothing() {
    // Given
    HttpResponse<String> first = post(key, "", JSON, reading(1));
    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(first.headers().firstValue(REPLAYED)).isEmpty();

    // When
    HttpResponse<String> again = post(key, "", JSON, reading(1));
    HttpResponse<String> quoted = post('"' + key + '"', "", JSON, reading(1));

    // Then
    assertThat(List.of(again, quoted))
        .allSatisfy(
            answer -> {
              assertThat(answer.statusCode()).isEqualTo(202);
              assertThat(answer.body()).isEqualTo(first.body());
              assertThat(answer.headers().firstValue("Content-Type")).contains(JSON);
              assertThat(answer.headers().firstValue("Tidewire-Token"))
                  .isEqualTo(first.headers().firstValue("Tidewire-Token"))
                  .isPresent();
              assertThat(answer.headers().firstValue(REPLAYED)).contains("true");
            });
    assertThat(mine()).hasSize(1);
  }

  @Test
  void withoutAKey_orOnAnotherPath_everyRequestCounts() {
    // When
    client.post(JSON, reading(1));
    client.post(JSON, reading(1));
    ReadingsClient influx = new ReadingsClient(uri.resolve("/write"));
    byte[] line = "m,sensor=%s value=1".formatted(sensor).getBytes(UTF_8);
    assertThat(influx.post("", "text/plain", line, HEADER, key).statusCode()).isEqualTo(204);
    assertThat(influx.post("", "text/plain", line, HEADER, key).statusCode()).isEqualTo(204);

    // Then
    assertThat(mine()).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "                | application/json      | {`sensor`:`SENSOR`,`value`:2}",
        "?metric=other   | application/json      | {`sensor`:`SENSOR`,`value`:1}",
        "                | application/x-ndjson  | {`sensor`:`SENSOR`,`value`:1}",
      })
  void anotherRequest_isRefused(String query, String type, String body) {
    // Given
    post(key, "", JSON, reading(1));

    // When
    HttpResponse<String> other =
        post(
            key,
            query == null ? "" : query,
            type,
            body.replace('`', '"').replace("SENSOR", sensor));

    // Then
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(other.body()).contains("idempotency-key-reused", "a key of its own");
    assertThat(mine()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\"open", "two words", "a, b", "\"a\";p=1"})
  void aMalformedKey_isRefused(String malformed) {
    // When
    HttpResponse<String> answer = post(malformed, "", JSON, reading(1));

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("invalid-idempotency-key", "visible ASCII");
    assertThat(mine()).isEmpty();
  }

  @Test
  void ofManyAtTheSameTime_oneIsCarriedOut() {
    // When
    List<CompletableFuture<HttpResponse<String>>> answers =
        IntStream.range(0, 60)
            .mapToObj(i -> client.postLater("", JSON, bytes(reading(1)), HEADER, key))
            .toList();

    // Then
    assertThat(answers)
        .allSatisfy(
            answer -> {
              HttpResponse<String> told = answer.join();
              if (told.statusCode() == 409) {
                assertThat(told.headers().firstValue("Retry-After")).isPresent();
                assertThat(told.body()).contains("request-in-progress");
              } else {
                assertThat(told.statusCode()).isEqualTo(202);
              }
            });
    assertThat(answers)
        .filteredOn(answer -> answer.join().statusCode() == 202)
        .extracting(answer -> answer.join().headers().firstValue("Tidewire-Token").orElseThrow())
        .isNotEmpty()
        .containsOnly(
            post(key, "", JSON, reading(1)).headers().firstValue("Tidewire-Token").orElseThrow());
    assertThat(mine()).hasSize(1);
  }

  @Test
  void partOfABody_isAcceptedOnce_andTheErrorsAreToldAgain() {
    // Given
    String body = reading(1) + "\nx\n";
    HttpResponse<String> first = post(key, "", NDJSON, body);
    assertThat(first.statusCode()).isEqualTo(207);

    // When
    HttpResponse<String> again = post(key, "", NDJSON, body);

    // Then
    assertThat(again.statusCode()).isEqualTo(207);
    assertThat(again.body()).isEqualTo(first.body()).contains("line");
    assertThat(mine()).hasSize(1);
  }

  @Test
  void whatLeftNothing_leavesTheKeyFree() {
    // Given
    assertThat(post(key, "", JSON, "[{}]").statusCode()).isEqualTo(400);
    assertThat(post(key, "?dryRun=true", JSON, reading(2)).statusCode()).isEqualTo(202);

    // When
    HttpResponse<String> good = post(key, "", JSON, reading(1));

    // Then
    assertThat(good.statusCode()).isEqualTo(202);
    assertThat(good.headers().firstValue(REPLAYED)).isEmpty();
    assertThat(mine()).extracting(SensorReading::value).containsExactly(1.0);
  }

  @Test
  void whileKafkaIsFrozen_aKeyThatIsKnownIsAnswered_andAnotherGets503() {
    // Given
    HttpResponse<String> first = post(key, "", JSON, reading(1));
    String other = UUID.randomUUID().toString();
    TestStack.shared().freezeKafka();
    try {
      // When
      CompletableFuture<HttpResponse<String>> known = later(key, reading(1));
      CompletableFuture<HttpResponse<String>> unknown = later(other, reading(2));

      // Then
      assertThat(known).succeedsWithin(Duration.ofSeconds(1));
      assertThat(known.join().body()).isEqualTo(first.body());
      assertThat(known.join().statusCode()).isEqualTo(202);
      assertThat(unknown).succeedsWithin(ANSWERED_WITHIN);
      assertThat(unknown.join().statusCode()).isEqualTo(503);
      assertThat(unknown.join().headers().firstValue("Retry-After")).isPresent();
      assertThat(unknown.join().body()).contains("kafka-unavailable", "with the same key");
    } finally {
      TestStack.shared().thawKafka();
    }
    await()
        .atMost(RECOVERED_WITHIN)
        .until(() -> post(other, "", JSON, reading(2)).statusCode() == 202);
    assertThat(mine()).extracting(SensorReading::value).containsExactlyInAnyOrder(1.0, 2.0);
  }

  @Test
  void withoutItsTopic_onlyRequestsWithAKeyAreRefused() throws Exception {
    // Given
    String name = Topics.IDEMPOTENCY.topicName();
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", TestStack.shared().kafkaBootstrapServers()))) {
      admin.deleteTopics(List.of(name)).all().get(10, SECONDS);
      try {
        await()
            .atMost(RECOVERED_WITHIN)
            .until(
                () -> post(UUID.randomUUID().toString(), "", JSON, reading(3)).statusCode() == 503);

        // When
        HttpResponse<String> without = client.post(JSON, reading(1));

        // Then
        assertThat(without.statusCode()).isEqualTo(202);
        assertThat(client.ask("/q/health/ready").statusCode()).isEqualTo(200);
      } finally {
        NewTopic wanted = new NewTopic(name, 1, (short) 1).configs(Topics.IDEMPOTENCY.settings());
        await()
            .atMost(RECOVERED_WITHIN)
            .ignoreExceptions()
            .until(
                () -> {
                  admin.createTopics(List.of(wanted)).all().get(10, SECONDS);
                  return true;
                });
      }
    }
    await()
        .atMost(RECOVERED_WITHIN)
        .until(() -> post(key, "", JSON, reading(2)).statusCode() == 202);
    assertThat(post(key, "", JSON, reading(2)).headers().firstValue(REPLAYED)).contains("true");
  }

  @Test
  void theirUseIsCounted() {
    // When
    post(key, "", JSON, reading(1));
    post(key, "", JSON, reading(1));
    post(key, "", JSON, reading(2));

    // Then
    Set<String> counted =
        client
            .metrics()
            .lines()
            .filter(line -> line.startsWith("tidewire_ingest_idempotency_"))
            .filter(line -> !line.endsWith(" 0.0"))
            .map(line -> line.replaceFirst(" .*", ""))
            .collect(Collectors.toSet());
    assertThat(counted)
        .contains(
            "tidewire_ingest_idempotency_requests_total{use=\"first\"}",
            "tidewire_ingest_idempotency_requests_total{use=\"replayed\"}",
            "tidewire_ingest_idempotency_requests_total{use=\"other-request\"}",
            "tidewire_ingest_idempotency_keys",
            "tidewire_ingest_idempotency_bytes");
  }

  private String reading(int value) {
    return "{\"sensor\":\"%s\",\"value\":%d}".formatted(sensor, value);
  }

  private HttpResponse<String> post(String header, String query, String type, String body) {
    return client.post(query, type, bytes(body), HEADER, header);
  }

  private CompletableFuture<HttpResponse<String>> later(String header, String body) {
    return client.postLater("", JSON, bytes(body), HEADER, header);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /** What has come to the topic of this test's sensor. */
  private List<SensorReading> mine() {
    return topic.readings().stream()
        .filter(reading -> reading.series().sensor().equals(sensor))
        .toList();
  }
}
