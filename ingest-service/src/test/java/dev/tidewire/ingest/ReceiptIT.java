package dev.tidewire.ingest;

import static dev.tidewire.ingest.ReadingsClient.JSON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.Topics;
import dev.tidewire.contract.receipt.Place;
import dev.tidewire.contract.receipt.Receipt;
import dev.tidewire.contract.receipt.ReceiptToken;
import dev.tidewire.local.TestStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the sender of accepted readings gets to know; the test commits as processing does. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ReceiptIT {
  private static final String GROUP = "tidewire-processing";
  private static final String TWO =
      "[{\"sensor\":\"receipt-1\",\"value\":1},{\"sensor\":\"receipt-2\",\"value\":2}]";

  @TestHTTPResource("/")
  URI root;

  private static Admin admin;
  private ReadingsClient client;

  @BeforeAll
  static void open() {
    admin = Admin.create(Map.of("bootstrap.servers", TestStack.shared().kafkaBootstrapServers()));
  }

  @AfterAll
  static void close() {
    admin.close();
  }

  @BeforeEach
  void ready() {
    client = ReadingsClient.ready(root.resolve("/v1/readings"));
  }

  @Test
  void token_namesTheRecordsOfTheRequest() throws Exception {
    try (TopicReader topic = new TopicReader()) {
      // When
      HttpResponse<String> answer = client.post(JSON, TWO);

      // Then
      assertThat(answer.statusCode()).isEqualTo(202);
      Receipt receipt = receipt(answer);
      assertThat(receipt.isOf(topicId())).isTrue();
      assertThat(receipt.places())
          .containsExactlyElementsOf(
              topic.records().stream()
                  .map(record -> new Place(record.partition(), record.offset()))
                  .sorted()
                  .toList());
      assertThat(answer.headers().firstValue("Preference-Applied")).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void everyRoute_givesAToken(String path, String type, String body, int status) {
    // Given
    ReadingsClient route = new ReadingsClient(root.resolve("/" + path));

    // When
    HttpResponse<String> answer = route.post(type, body.formatted());

    // Then
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(receipt(answer).places()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("routes")
  void everyRoute_answersADryRunAsItWould_andPublishesNothing(
      String path, String type, String body, int status) {
    // Given
    String query = (path.contains("?") ? "&" : "?") + "dryRun=true";
    ReadingsClient route = new ReadingsClient(root.resolve("/" + path + query));
    try (TopicReader topic = new TopicReader()) {
      // When
      HttpResponse<String> answer = route.post(type, body.formatted());

      // Then
      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.headers().firstValue("Tidewire-Token")).isEmpty();
      assertThat(topic.records()).isEmpty();
    }
  }

  /** A path, the type of a body, the body, and the status of the answer. */
  static Stream<Arguments> routes() {
    String json = "application/json";
    String text = "text/plain";
    return Stream.of(
        Arguments.of("v1/readings", json, "{\"sensor\":\"a\",\"value\":1}", 202),
        Arguments.of(
            "v1/readings", "application/x-ndjson", "{\"sensor\":\"a\",\"value\":1}%nx", 207),
        Arguments.of("write", text, "m,sensor=a value=1", 204),
        Arguments.of("api/v2/write", text, "m,sensor=a value=1%nm a=x", 400),
        Arguments.of("api/v3/write_lp?db=x", text, "m,sensor=a value=1", 204),
        Arguments.of(
            "v1/metrics",
            json,
            "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":"
                + "[{\"name\":\"a\",\"gauge\":{\"dataPoints\":[{\"asInt\":1}]}}]}]}]}",
            200));
  }

  @ParameterizedTest
  @CsvSource({"?dryRun=true, 202", "?atomic=true, 400"})
  void whatIsNotPublished_hasNoToken(String query, int status) {
    // Given
    String body = status == 400 ? "[" + "{\"sensor\":\"a\",\"value\":1},{}]" : TWO;

    // When
    HttpResponse<String> answer = client.post(query, JSON, body);

    // Then
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Tidewire-Token")).isEmpty();
  }

  @Test
  void whoPrefersToWait_gets200OnceAllIsCommitted() throws Exception {
    // Given
    CompletableFuture<HttpResponse<String>> answer = postAndWait(8);
    await().until(() -> waiting() == 1);
    assertThat(answer).isNotDone();

    // When
    commitAll(topicId().toString());

    // Then
    assertThat(answer.join().statusCode()).isEqualTo(200);
    assertThat(answer.join().headers().firstValue("Preference-Applied")).contains("wait=8");
    assertThat(answer.join().body()).isEqualTo("{\"accepted\":2}");
    assertThat(receipt(answer.join()).places()).isNotEmpty();
    assertThat(waiting()).isZero();
  }

  @Test
  void offsetsOfAnotherTopic_areNoAnswer() throws Exception {
    // Given
    CompletableFuture<HttpResponse<String>> answer = postAndWait(2);
    await().until(() -> waiting() == 1);

    // When
    commitAll(UUID.randomUUID().toString());

    // Then
    assertThat(answer.join().statusCode()).isEqualTo(202);
    assertThat(answer.join().headers().firstValue("Preference-Applied")).isEmpty();
    assertThat(receipt(answer.join()).places()).isNotEmpty();
  }

  @Test
  void offsetBeyondTheEnd_isNoAnswer() throws Exception {
    // Given
    commit(topicId().toString(), 1_000_000);

    // When
    HttpResponse<String> answer = postAndWait(1).join();

    // Then
    assertThat(answer.statusCode()).isEqualTo(202);
    commitAll(topicId().toString());
  }

  /** Of a topic that has lost its end, and has got as many records since. */
  @Test
  void offsetThatWasBeyondTheEnd_isNoAnswer_onceTheEndHasCaughtUp() throws Exception {
    // Given
    commit(topicId().toString(), 2);
    CompletableFuture<HttpResponse<String>> answer = postAndWait(3);
    await().until(() -> answer.isDone() || waiting() == 1);

    // When
    for (int i = 0; i < 5; i++) {
      assertThat(client.post(JSON, TWO).statusCode()).isEqualTo(202);
    }

    // Then
    assertThat(answer.join().statusCode()).isEqualTo(202);
    commitAll(topicId().toString());
  }

  /** With a reset: who only ends its own side may still read the answer. */
  @Test
  void whoHangsUpWhileItWaits_isDropped() throws IOException {
    // Given
    byte[] request =
        """
        POST /v1/readings HTTP/1.1\r
        Host: localhost\r
        Content-Type: application/json\r
        Prefer: wait=10\r
        Content-Length: %d\r
        \r
        %s"""
            .formatted(TWO.length(), TWO)
            .getBytes(UTF_8);
    try (Socket sender = new Socket(root.getHost(), root.getPort())) {
      sender.getOutputStream().write(request);
      await().until(() -> waiting() == 1);

      // When
      sender.setSoLinger(true, 0);
    }

    // Then
    await().atMost(Duration.ofSeconds(2)).until(() -> waiting() == 0);
  }

  private CompletableFuture<HttpResponse<String>> postAndWait(int seconds) {
    return client.postLater("", JSON, TWO.getBytes(UTF_8), "Prefer", "wait=" + seconds);
  }

  private static Receipt receipt(HttpResponse<String> answer) {
    return ReceiptToken.read(answer.headers().firstValue("Tidewire-Token").orElseThrow())
        .orElseThrow();
  }

  private int waiting() {
    return client
        .metrics()
        .lines()
        .filter(line -> line.startsWith("tidewire_ingest_waiting "))
        .mapToInt(line -> (int) Double.parseDouble(line.split(" ")[1]))
        .findFirst()
        .orElseThrow();
  }

  private static UUID topicId() throws Exception {
    var id =
        admin
            .describeTopics(List.of(Topics.READINGS.topicName()))
            .allTopicNames()
            .get()
            .get(Topics.READINGS.topicName())
            .topicId();
    return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }

  /** As processing does when it has stored all. */
  private static void commitAll(String topic) throws Exception {
    commit(topic, 0);
  }

  private static void commit(String topic, long beyondTheEnd) throws Exception {
    try (TopicReader reader = new TopicReader()) {
      Map<TopicPartition, OffsetAndMetadata> offsets =
          reader.ends().entrySet().stream()
              .collect(
                  toMap(
                      Map.Entry::getKey,
                      end -> new OffsetAndMetadata(end.getValue() + beyondTheEnd, topic)));
      admin.alterConsumerGroupOffsets(GROUP, offsets).all().get();
    }
  }
}
