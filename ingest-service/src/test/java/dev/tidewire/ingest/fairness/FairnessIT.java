package dev.tidewire.ingest.fairness;

import static dev.tidewire.ingest.ReadingsClient.JSON;
import static dev.tidewire.ingest.ReadingsClient.NDJSON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.util.JsonFormat;
import dev.tidewire.contract.SensorReading;
import dev.tidewire.ingest.ReadingsClient;
import dev.tidewire.ingest.StackResource;
import dev.tidewire.ingest.TopicReader;
import dev.tidewire.ingest.prometheus.WriteRequests;
import dev.tidewire.ingest.prometheus.WriteRequests.Sample;
import dev.tidewire.ingest.prometheus.WriteRequests.Series;
import dev.tidewire.local.TestStack;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits of clients and sensors: who sends too much is told so, and nobody else notices. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@TestProfile(LimitedClients.class)
class FairnessIT {
  private static final Duration RECOVERED_WITHIN = Duration.ofSeconds(30);

  private static final String OTLP =
      """
      {"resourceMetrics":[{"scopeMetrics":[{"metrics":[
       {"name":"%s","gauge":{"dataPoints":[{"asInt":"1"}]}},
       {"name":"%s","gauge":{"dataPoints":[{"asInt":"1"}]}}]}]}]}
      """;

  @TestHTTPResource("/v1/readings")
  URI uri;

  private final String sensor = "fair-" + UUID.randomUUID();
  private final List<SensorReading> mine = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private ReadingsClient client;
  private TopicReader topic;

  @BeforeEach
  void ready() {
    client = ReadingsClient.ready(uri);
    topic = new TopicReader();
  }

  @AfterEach
  void close() {
    topic.close();
  }

  @Test
  void aGreedyClientIsRefused_andOfAnotherAllIsAccepted() throws IOException {
    // When
    List<CompletableFuture<HttpResponse<String>>> greedy = new ArrayList<>();
    List<CompletableFuture<HttpResponse<String>>> modest = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      greedy.add(later("greedy", "", NDJSON, many(sensor + "-greedy-" + i + "-", 20)));
      modest.add(later("free", "", NDJSON, many(sensor + "-modest-" + i + "-", 20)));
    }

    // Then
    assertThat(modest).allMatch(answer -> answer.join().statusCode() == 202);
    int accepted = 0;
    for (CompletableFuture<HttpResponse<String>> answer : greedy) {
      if (answer.join().statusCode() == 202) {
        accepted++;
        assertThat(answer.join().headers().firstValue("RateLimit")).isPresent();
      } else {
        assertRefused(answer.join());
        assertThat(answer.join().body()).contains("`greedy` may send 40 readings a second");
      }
    }
    assertThat(accepted).isBetween(4, 20);
    List<SensorReading> mine = mine();
    assertThat(mine).hasSize((30 + accepted) * 20);
    assertThat(mine)
        .filteredOn(reading -> reading.series().sensor().contains("-modest-"))
        .hasSize(30 * 20);
    assertReported("greedy", accepted * 20, 30 - accepted);
    assertReported("free", 30 * 20, 0);
  }

  private void assertReported(String name, int accepted, int refused) throws IOException {
    HttpResponse<String> report = get("ops", "/v1/ingest/clients");
    assertThat(report.statusCode()).as(report.body()).isEqualTo(200);
    JsonNode all = new ObjectMapper().readTree(report.body());
    JsonNode mine = null;
    for (JsonNode one : all.get("clients")) {
      mine = one.get("name").asText().equals(name) ? one : mine;
    }
    assertThat(mine).isNotNull();
    assertThat(mine.get("kind").asText()).isEqualTo("key");
    assertThat(mine.get("accepted").asInt()).isGreaterThanOrEqualTo(accepted);
    assertThat(mine.get("readingsPerSecond").asDouble()).isPositive();
    assertThat(mine.at("/refused/clientLimit").asInt()).isEqualTo(refused);
    assertThat(mine.has("limit")).isEqualTo(name.equals("greedy"));
  }

  @Test
  void afterRetryAfter_theSameIsAccepted() {
    // Given
    HttpResponse<String> refused = exhaust("again");

    // When
    long seconds = seconds(refused);
    HttpResponse<String> again =
        await()
            .pollDelay(Duration.ofSeconds(seconds))
            .atMost(Duration.ofSeconds(seconds + 10))
            .until(() -> post("again", "", NDJSON, many(sensor + "-last-", 1)), answer -> true);

    // Then
    assertThat(again.statusCode()).as(again.body()).isEqualTo(202);
    assertThat(seconds).isBetween(1L, 5L);
    assertThat(mine())
        .filteredOn(reading -> reading.series().sensor().startsWith(sensor + "-last-"))
        .hasSize(1);
  }

  @Test
  void ofABodyThatIsLargerThanTwiceTheBurst_nothingIsAccepted() {
    // When
    HttpResponse<String> answer = post("once", "", NDJSON, many(sensor + "-large-", 41));

    // Then
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("more than 40 readings of `once`", "smaller pieces");
    assertThat(mine()).isEmpty();
  }

  @Test
  void aRefusalIsNotTheAnswerOfAKey_andNeitherIsOneInPart() {
    // Given
    String key = UUID.randomUUID().toString();
    String other = UUID.randomUUID().toString();
    exhaust("once");
    assertThat(keyed("once", key, many(sensor + "-keyed-", 1)).statusCode()).isEqualTo(429);
    exhaustSensor();
    String part = reading(sensor, 1) + reading(sensor + "-good", 1);
    assertThat(keyed("free", other, part).statusCode()).isEqualTo(207);

    // When
    HttpResponse<String> again =
        await()
            .pollInterval(Duration.ofSeconds(1))
            .atMost(RECOVERED_WITHIN)
            .until(
                () -> keyed("once", key, many(sensor + "-keyed-", 1)),
                answer -> answer.statusCode() == 202);
    HttpResponse<String> whole =
        await()
            .pollInterval(Duration.ofSeconds(1))
            .atMost(RECOVERED_WITHIN)
            .until(() -> keyed("free", other, part), answer -> answer.statusCode() == 202);

    // Then
    assertThat(again.headers().firstValue("Idempotency-Replayed")).isEmpty();
    assertThat(whole.headers().firstValue("Idempotency-Replayed")).isEmpty();
    List<Long> times =
        mine().stream()
            .filter(reading -> reading.series().sensor().equals(sensor + "-good"))
            .map(SensorReading::timeMicros)
            .toList();
    assertThat(times).as("sent more than once").hasSizeGreaterThan(1);
    assertThat(Set.copyOf(times)).as("and always the same row").hasSize(1);
  }

  @Test
  void whatWasAcceptedIsRepeated_alsoToAClientWithNothingLeft() {
    // Given
    String key = UUID.randomUUID().toString();
    assertThat(keyed("repeats", key, many(sensor + "-first-", 1)).statusCode()).isEqualTo(202);
    exhaust("repeats");

    // When
    HttpResponse<String> again = keyed("repeats", key, many(sensor + "-first-", 1));

    // Then
    assertThat(again.statusCode()).as(again.body()).isEqualTo(202);
    assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
  }

  @Test
  void aDryRunTakesNothing() {
    // When
    for (int i = 0; i < 10; i++) {
      HttpResponse<String> dry = post("tried", "?dryRun=true", NDJSON, many(sensor, 5));
      assertThat(dry.statusCode()).as(dry.body()).isEqualTo(202);
    }

    // Then
    assertThat(post("tried", "", NDJSON, many(sensor, 5)).statusCode()).isEqualTo(202);
  }

  @Test
  void whileKafkaIsAway_nothingIsTaken() {
    // Given
    TestStack.shared().stopKafka();
    try {
      // When
      HttpResponse<String> refused = post("cut", "", NDJSON, many(sensor + "-cut-", 120));

      // Then
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
      assertThat(refused.body()).contains("kafka-unavailable");
    } finally {
      TestStack.shared().startKafka();
    }
    HttpResponse<String> again =
        await()
            .atMost(RECOVERED_WITHIN)
            .until(
                () -> post("cut", "", NDJSON, many(sensor + "-cut-", 120)),
                answer -> answer.statusCode() != 503);
    assertThat(again.statusCode()).as(again.body()).isEqualTo(202);
    assertThat(post("cut", "", NDJSON, many(sensor + "-cut-", 1)).statusCode()).isEqualTo(429);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "application/json     | [{`sensor`:`S`,`value`:1},{`sensor`:`S-good`,`value`:1}] | `pointer`:`/0/sensor`",
        "application/x-ndjson | {`sensor`:`S`,`value`:1}N{`sensor`:`S-good`,`value`:1}   | `line`:1",
        "text/csv             | time,sensor,valueN2026-11-22 10:00:00,S,1N2026-11-22 10:00:00,S-good,1 | `line`:2",
      })
  void aSensorBeyondItsLimitIsToldPerItem_andItsNeighboursAreStored(
      String type, String body, String position) {
    // Given
    exhaustSensor();
    double before = counted("sensor");

    // When
    HttpResponse<String> answer = post("free", "", type, written(body));

    // Then
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(207);
    assertThat(answer.body())
        .contains("\"accepted\":1,\"rejected\":1", position.replace('`', '"'))
        .contains("\"type\":\"https://tidewire.dev/problems/rate-exceeded\"")
        .contains("sensor \\\"" + sensor, "at most 2 readings a second (20 at once)", " s\"");
    assertThat(answer.headers().firstValue("RateLimit").orElseThrow())
        .startsWith("\"sensor\";r=0;t=");
    assertThat(readingsOf(sensor + "-good")).isEqualTo(1);
    assertThat(readingsOf(sensor)).isEqualTo(2 * LimitedClients.SENSOR_BURST);
    assertThat(counted("sensor")).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @CsvSource({"'', 1", "?atomic=true, 2"})
  void whereNothingIsAccepted_theAnswerIs429(String query, int readings) {
    // Given
    exhaustSensor();

    // When
    HttpResponse<String> refused =
        post(
            "free",
            query,
            NDJSON,
            readings == 1 ? reading(sensor, 1) : reading(sensor, 1) + reading(sensor + "-good", 1));

    // Then
    assertRefused(refused);
    assertThat(refused.body()).contains("\"rejected\":1", "tells when each may be sent again");
    assertThat(readingsOf(sensor + "-good")).isZero();
    HttpResponse<String> again =
        await()
            .pollDelay(Duration.ofSeconds(seconds(refused)))
            .atMost(RECOVERED_WITHIN)
            .until(() -> post("free", query, NDJSON, reading(sensor, 2)), answer -> true);
    assertThat(again.statusCode()).as(again.body()).isEqualTo(202);
  }

  @Test
  void ofASensorABodyMayHoldTwiceItsBurst() {
    // When
    HttpResponse<String> larger =
        post("free", "", NDJSON, reading(sensor, 1).repeat(2 * LimitedClients.SENSOR_BURST + 1));

    // Then
    assertThat(larger.statusCode()).isEqualTo(413);
    assertThat(larger.body()).contains("more than 40 readings of sensor");
    assertThat(larger.headers().firstValue("RateLimit")).isEmpty();
    assertThat(larger.headers().firstValue("RateLimit-Policy").orElseThrow())
        .startsWith("\"sensor\";q=20;");
    assertThat(readingsOf(sensor)).isZero();
    exhaustSensor();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "/write              | 429 | {`error`:`",
        "/api/v2/write       | 429 | {`code`:`too many requests`,`message`:`",
        "/api/v3/write_lp    | 429 | {`error`:`",
        "/v1/readings/push   | 429 | {`type`:`https://tidewire.dev/problems/rate-exceeded`",
        "/v1/metrics         | 429 | {`message`:`",
        "/api/v1/write       | 503 | At this replica, sensor",
      })
  void eachProtocolTellsItInItsForm_andNothingOfItsBodyIsStored(
      String path, int status, String begin) throws Exception {
    // Given
    exhaustSensor();

    // When
    HttpResponse<String> answer = send(path);

    // Then
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).startsWith(begin.replace('`', '"')).contains(sensor);
    assertThat(seconds(answer)).isBetween(1L, 11L);
    assertThat(answer.headers().firstValue("RateLimit-Policy"))
        .contains("\"sensor\";q=20;qu=\"readings\";w=10");
    assertThat(readingsOf(sensor + "-good")).isZero();
    assertThat(readingsOf(sensor)).isEqualTo(2 * LimitedClients.SENSOR_BURST);
  }

  @Test
  void otlpInProtobufGetsAStatus() throws Exception {
    // Given
    exhaustSensor();
    byte[] body = OTLP.formatted(sensor, sensor + "-good").getBytes(UTF_8);
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    JsonFormat.parser().merge(new String(body, UTF_8), request);

    // When
    HttpResponse<byte[]> answer =
        http.send(
            request("free", "/v1/metrics")
                .header("Content-Type", "application/x-protobuf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.build().toByteArray()))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());

    // Then
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.body()[0]).as("field 2, a string").isEqualTo((byte) 0x12);
    assertThat(new String(answer.body(), UTF_8)).contains(sensor);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  private HttpResponse<String> send(String path) throws Exception {
    String good = sensor + "-good";
    HttpRequest.Builder request = request("free", path);
    return switch (path) {
      case "/v1/readings/push" -> get("free", path + "?value=1&sensor=" + sensor);
      case "/v1/metrics" -> post(request, JSON, OTLP.formatted(good, sensor).getBytes(UTF_8));
      case "/api/v1/write" ->
          post(
              request.header("Content-Encoding", "identity"),
              "application/x-protobuf",
              WriteRequests.v1(List.of(series(good), series(sensor))));
      default -> {
        String lines = "m,sensor=%s value=1\nm,sensor=%s value=1".formatted(good, sensor);
        yield post(request, "text/plain", lines.getBytes(UTF_8));
      }
    };
  }

  private static Series series(String name) {
    return new Series(
        Map.of("__name__", "up", "sensor", name), new Sample(1, System.currentTimeMillis()));
  }

  @Test
  void onlyWhoMaySeeAllSensorsSeesTheClients() throws Exception {
    assertThat(get("lyon", "/v1/ingest/clients").statusCode()).isEqualTo(403);
    assertThat(get("free", "/v1/ingest/clients").statusCode()).isEqualTo(403);
    HttpResponse<String> seen = get("ops", "/v1/ingest/clients");
    assertThat(seen.statusCode()).isEqualTo(200);
    assertThat(seen.headers().firstValue("Content-Type")).contains(JSON);
    assertThat(seen.body()).startsWith("{\"of\":\"this instance since it started\"");
    HttpResponse<String> posted = post(request("ops", "/v1/ingest/clients"), JSON, new byte[0]);
    assertThat(posted.statusCode()).isEqualTo(405);
    assertThat(posted.headers().firstValue("Allow")).contains("GET, HEAD");
  }

  /** Sends as a client until it is refused. */
  private HttpResponse<String> exhaust(String key) {
    for (int i = 0; i < 20; i++) {
      HttpResponse<String> answer = post(key, "", NDJSON, many(sensor + "-fill-" + i + "-", 20));
      if (answer.statusCode() != 202) {
        assertRefused(answer);
        return answer;
      }
    }
    throw new AssertionError("never refused");
  }

  /** Sends as much of the sensor as goes, which is too much for ten seconds. */
  private void exhaustSensor() {
    String body = reading(sensor, 1).repeat(2 * LimitedClients.SENSOR_BURST);
    HttpResponse<String> answer = post("free", "", NDJSON, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  private static void assertRefused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains("https://tidewire.dev/problems/rate-exceeded");
    assertThat(seconds(answer)).isPositive();
    assertThat(answer.headers().firstValue("RateLimit").orElseThrow()).contains(";r=0;t=");
  }

  private static long seconds(HttpResponse<String> answer) {
    return Long.parseLong(answer.headers().firstValue("Retry-After").orElseThrow());
  }

  private String written(String body) {
    return body.replace('`', '"').replace("N", "\n").replace("S", sensor);
  }

  private static String reading(String of, int value) {
    return "{\"sensor\":\"%s\",\"value\":%d}\n".formatted(of, value);
  }

  /** Readings of as many sensors. */
  private static String many(String prefix, int sensors) {
    return IntStream.range(0, sensors).mapToObj(i -> reading(prefix + i, i)).collect(joining());
  }

  private double counted(String limit) {
    String series = "tidewire_ingest_rate_limited_total{limit=\"%s\"} ".formatted(limit);
    return client
        .metrics()
        .lines()
        .filter(line -> line.startsWith(series))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
        .findFirst()
        .orElseThrow();
  }

  private HttpResponse<String> post(String key, String query, String type, String body) {
    return later(key, query, type, body).join();
  }

  private HttpResponse<String> keyed(String caller, String key, String body) {
    return client.post(
        "",
        NDJSON,
        body.getBytes(UTF_8),
        "X-API-Key",
        LimitedClients.key(caller),
        "Idempotency-Key",
        key);
  }

  private CompletableFuture<HttpResponse<String>> later(
      String key, String query, String type, String body) {
    return client.postLater(
        query, type, body.getBytes(UTF_8), "X-API-Key", LimitedClients.key(key));
  }

  private HttpResponse<String> post(HttpRequest.Builder request, String type, byte[] body)
      throws IOException, InterruptedException {
    return http.send(
        request
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String key, String path) {
    return http.sendAsync(request(key, path).build(), HttpResponse.BodyHandlers.ofString()).join();
  }

  private HttpRequest.Builder request(String key, String path) {
    return HttpRequest.newBuilder(uri.resolve(path)).header("X-API-Key", LimitedClients.key(key));
  }

  private long readingsOf(String of) {
    return mine().stream().filter(reading -> reading.series().sensor().equals(of)).count();
  }

  /** What has come to the topic of this test's sensors, so far. */
  private List<SensorReading> mine() {
    topic.readings().stream()
        .filter(reading -> reading.series().sensor().startsWith(sensor))
        .forEach(mine::add);
    return mine;
  }
}
