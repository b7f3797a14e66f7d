package dev.tidewire.ingest;

import static dev.tidewire.ingest.ReadingsClient.CSV;
import static dev.tidewire.ingest.ReadingsClient.JSON;
import static dev.tidewire.ingest.ReadingsClient.NDJSON;
import static dev.tidewire.ingest.ReadingsClient.gzip;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.github.luben.zstd.Zstd;
import dev.tidewire.contract.Headers;
import dev.tidewire.contract.SensorReading;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.ingest.scratch.ScratchRoutes;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent over HTTP is on the topic when the answer says so. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ReadingsIT {
  private static final String GOOD = "{\"sensor\":\"a\",\"time\":1700000000000,\"value\":1.5}";
  private static final SensorReading READING =
      new SensorReading(new SeriesKey("a", "value"), 1_700_000_000_000_000L, 1.5, null, Map.of());

  @TestHTTPResource("/v1/readings")
  URI uri;

  private static TopicReader topic;
  private ReadingsClient client;

  @BeforeAll
  static void openTopic() {
    topic = new TopicReader();
  }

  @AfterAll
  static void closeTopic() {
    topic.close();
  }

  @BeforeEach
  void open() {
    client = ReadingsClient.ready(uri);
    topic.skip();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "application/json                | {\"sensor\":\"a\",\"time\":1700000000000,\"value\":1.5}",
        "application/json;charset=UTF-8  |"
            + " [{\"sensor\":\"a\",\"time\":1700000000000,\"value\":1.5}]",
        "application/x-ndjson            | {\"sensor\":\"a\",\"time\":1700000000000,\"value\":1.5}",
        "application/senml+json          | [{\"bt\":1.7e9,\"n\":\"a\",\"v\":1.5}]",
        "application/cloudevents+json    | {\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"a\",\"type\":\"t\","
            + "\"data\":{\"time\":1700000000000,\"value\":1.5}}",
        "TEXT/CSV; header=present        | `sensor,time,value\na,2023-11-14 22:13:20,1.5`",
      })
  void storesEachFormatBeforeItAnswers(String type, String body) {
    // When
    HttpResponse<String> response = client.post(type, body);

    // Then
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.body()).isEqualTo("{\"accepted\":1}");
    assertThat(topic.readings()).containsExactly(READING);
  }

  @Test
  void storesReadingsOfAUrl() {
    // When
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(URI.create(uri + "/push?sensor=a&time=1700000000&value=1.5")));

    // Then
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.body()).isEqualTo("{\"accepted\":1}");
    assertThat(topic.readings()).containsExactly(READING);
  }

  @Test
  void fillsInFromTheQuery() {
    // When
    HttpResponse<String> response =
        client.post("?sensor=a%20b&metric=t&unit=%5BdegF%5D", CSV, "time,value\n0,1\n1,2\n");

    // Then
    SeriesKey series = new SeriesKey("a b", "t");
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(topic.readings())
        .containsExactly(
            new SensorReading(series, 0, 1, "[degF]", Map.of()),
            new SensorReading(series, 1_000_000, 2, "[degF]", Map.of()));
  }

  @Test
  void unpacksGzip() {
    assertThat(
            client
                .post(
                    "",
                    NDJSON,
                    gzip(GOOD.getBytes(StandardCharsets.UTF_8)),
                    "Content-Encoding",
                    "gzip")
                .statusCode())
        .isEqualTo(202);
    assertThat(topic.readings()).containsExactly(READING);
  }

  @Test
  void unpacksZstdAndDeflate() throws IOException {
    // Given
    byte[] plain = GOOD.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
      out.write(plain);
    }

    // When
    HttpResponse<String> zstd =
        client.post("", NDJSON, Zstd.compress(plain), "Content-Encoding", "zstd");
    HttpResponse<String> deflate =
        client.post("", NDJSON, deflated.toByteArray(), "Content-Encoding", "deflate");

    // Then
    assertThat(zstd.statusCode()).isEqualTo(202);
    assertThat(deflate.statusCode()).isEqualTo(202);
    assertThat(topic.readings()).containsExactly(READING, READING);
  }

  @Test
  void guessesTheTypeOfABodyAndSaysSo() {
    // When
    HttpResponse<String> response =
        client.send(HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(GOOD)));

    // Then
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.body())
        .isEqualTo("{\"accepted\":1,\"warnings\":{\"readAs\":\"application/json\"}}");
    assertThat(topic.readings()).containsExactly(READING);
  }

  @Test
  void answersAClientThatSendsNothingMore() {
    try (RawConnection connection = new RawConnection(uri)) {
      // When
      for (int i = 0; i < 3; i++) {
        connection.head("Content-Length: " + GOOD.length()).send(GOOD);
      }
      connection.finish();

      // Then
      for (int i = 0; i < 3; i++) {
        assertThat(connection.readStatus()).isEqualTo(202);
        connection.skip("{\"accepted\":1}".length());
      }
      assertThat(topic.readings()).containsExactly(READING, READING, READING);
    }
  }

  @Test
  void takesBodiesWithoutAnAnnouncedLength() {
    // When
    byte[] body = GOOD.getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(uri)
                .header("Content-Type", JSON)
                .POST(BodyPublishers.ofByteArrays(List.of(body))));

    // Then
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(topic.readings()).containsExactly(READING);
  }

  @Test
  void takesTheGoodItemsAndPointsAtTheBadOnes() {
    // When
    HttpResponse<String> response =
        client.post(JSON, "[" + GOOD + ",{\"sensor\":\"a\",\"value\":\"x\"}]");

    // Then
    assertThat(response.statusCode()).isEqualTo(207);
    assertThat(response.body())
        .isEqualTo(
            "{\"accepted\":1,\"rejected\":1,\"errors\":[{\"detail\":\"value must be a number, but"
                + " is a string\",\"pointer\":\"/1/value\"}]}");
    assertThat(topic.readings()).containsExactly(READING);
  }

  @Test
  void namesTheLineOfABadLine() {
    // When
    HttpResponse<String> response = client.post(NDJSON, GOOD + "\n{\"sensor\"\n");

    // Then
    assertThat(response.statusCode()).isEqualTo(207);
    assertThat(response.body()).contains("\"line\":2");
    assertThat(topic.readings()).containsExactly(READING);
  }

  @Test
  void storesNothingOfAnAtomicRequestWithABadItem() {
    // When
    HttpResponse<String> response = client.post("?atomic=true", JSON, "[" + GOOD + ",{}]");

    // Then
    assertProblem(response, 400, "invalid-readings");
    assertThat(response.body()).contains("\"pointer\":\"/1\"");
    assertThat(topic.records()).isEmpty();
  }

  @Test
  void storesAnAtomicRequestWithoutABadItem() {
    assertThat(client.post("?atomic=true", JSON, "[" + GOOD + "]").statusCode()).isEqualTo(202);
    assertThat(topic.readings()).containsExactly(READING);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``             | application/json     | [{}]            | 400 | invalid-readings",
        "``             | application/json     | nonsense        | 400 | invalid-readings",
        "``             | application/json     | ``              | 400 | unreadable-body",
        "``             | application/x-ndjson | ``              | 400 | unreadable-body",
        "``             | text/csv             | ``              | 400 | unreadable-body",
        "``             | text/csv             | a,b             | 400 | unreadable-body",
        "?senor=a       | application/json     | {\"value\":1}   | 400 | invalid-parameter",
        "?sensor=       | application/json     | {\"value\":1}   | 400 | invalid-parameter",
        "?sensor=a&sensor=b | application/json | {\"value\":1}   | 400 | invalid-parameter",
        "?sensor=%FF    | application/json     | {\"value\":1}   | 400 | malformed-request",
        "?atomic=yes    | application/json     | {\"value\":1}   | 400 | invalid-parameter",
      })
  void refusesWithAProblem(String query, String type, String body, int status, String problem) {
    // When
    HttpResponse<String> response = client.post(query, type, body);

    // Then
    assertProblem(response, status, problem);
    assertThat(topic.records()).isEmpty();
  }

  @Test
  void refusesDamagedGzip() {
    // Given
    byte[] packed = gzip(GOOD.getBytes(StandardCharsets.UTF_8));
    packed[packed.length - 6]++;

    // When
    HttpResponse<String> response = client.post("", JSON, packed, "Content-Encoding", "gzip");

    // Then
    assertProblem(response, 400, "unreadable-body");
    assertThat(topic.records()).isEmpty();
  }

  @Test
  void keepsTheOrderOfASensorAndThePartitionOfKafka() {
    // Given: senders that wait for each answer, all of them at the same time
    int senders = 8;
    int sensorsOfEach = 6;
    int requests = 40;

    // When
    List<CompletableFuture<Void>> sending =
        IntStream.range(0, senders)
            .mapToObj(
                sender ->
                    CompletableFuture.runAsync(
                        () -> sendInOrder(sender, sensorsOfEach, requests),
                        command -> new Thread(command).start()))
            .toList();
    sending.forEach(CompletableFuture::join);

    // Then
    Map<String, List<Double>> values = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : topic.records()) {
      for (SensorReading reading : TopicReader.readings(record)) {
        String sensor = reading.series().sensor();
        assertThat(record.partition()).as(sensor).isEqualTo(kafkasPartition(sensor));
        values.computeIfAbsent(sensor, s -> new ArrayList<>()).add(reading.value());
      }
    }
    List<Double> sent = IntStream.range(0, requests).mapToObj(i -> (double) i).toList();
    assertThat(values)
        .hasSize(senders * sensorsOfEach)
        .allSatisfy((sensor, stored) -> assertThat(stored).as(sensor).isEqualTo(sent));
  }

  @Test
  void readingsWithoutATime_ofRequestsAtOnce_haveTimesOfTheirOwn() {
    // Given
    int requests = 40;
    int readings = 1_000;
    byte[] body = "{\"sensor\":\"untimed\",\"value\":1}\n".repeat(readings).getBytes(UTF_8);

    // When
    List<CompletableFuture<HttpResponse<String>>> answers =
        IntStream.range(0, requests).mapToObj(i -> client.postLater("", NDJSON, body)).toList();

    // Then
    assertThat(answers).allMatch(answer -> answer.join().statusCode() == 202);
    assertThat(topic.readings().stream().map(SensorReading::timeMicros).distinct())
        .hasSize(requests * readings);
  }

  private void sendInOrder(int sender, int sensors, int requests) {
    for (int i = 0; i < requests; i++) {
      int value = i;
      String body =
          IntStream.range(0, sensors)
              .mapToObj(s -> "{\"sensor\":\"s-é-%d-%d\",\"value\":%d}".formatted(sender, s, value))
              .collect(Collectors.joining("\n"));
      assertThat(client.post(NDJSON, body).statusCode()).isEqualTo(202);
    }
  }

  @Test
  void formatOfOneClassAndRouteOfOneLine_takeReadings() {
    // When
    HttpResponse<String> response =
        new ReadingsClient(uri.resolve(ScratchRoutes.PATH))
            .post("text/plain", "boiler-7 71.5\nboiler-8\nboiler-9 1e3\n");

    // Then
    assertThat(response.statusCode()).isEqualTo(207);
    assertThat(response.body())
        .isEqualTo(
            "{\"accepted\":2,\"rejected\":1,\"errors\":[{\"detail\":\"not `sensor"
                + " value`\",\"line\":2}]}");
    assertThat(topic.readings())
        .extracting(reading -> reading.series().sensor(), SensorReading::value)
        .containsExactlyInAnyOrder(tuple("boiler-7", 71.5), tuple("boiler-9", 1000.0));
  }

  @Test
  void routeTakesOnlyItsOwnFormats() {
    assertProblem(client.post("text/plain", "boiler-7 71.5"), 415, "unsupported-media-type");
    assertProblem(
        new ReadingsClient(uri.resolve(ScratchRoutes.PATH)).post(JSON, GOOD),
        415,
        "unsupported-media-type");
    assertThat(topic.records()).isEmpty();
  }

  @Test
  void writesToThePartitionThatKafkaWouldChooseForTheSensorAsKey() {
    // Given
    for (int i = 0; i < 20; i++) {
      String sensor = "partition-" + i;
      client.post(JSON, "{\"sensor\":\"%s\",\"value\":1}".formatted(sensor));

      // When
      List<ConsumerRecord<byte[], byte[]>> records = topic.records();

      // Then
      assertThat(records).hasSize(1);
      assertThat(records.get(0).partition()).isEqualTo(kafkasPartition(sensor));
      assertThat(records.get(0).key()).isNull();
      assertThat(records.get(0).headers().lastHeader(Headers.CONTENT_TYPE).value())
          .asString(StandardCharsets.UTF_8)
          .isEqualTo(Headers.CONTENT_TYPE_BATCH);
    }
  }

  private static int kafkasPartition(String sensor) {
    return BuiltInPartitioner.partitionForKey(sensor.getBytes(StandardCharsets.UTF_8), 12);
  }

  private static void assertProblem(HttpResponse<String> response, int status, String type) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(response.body())
        .contains("\"type\":\"https://tidewire.dev/problems/" + type + "\"")
        .contains("\"status\":" + status);
  }
}
