package dev.tidewire.processing.audit;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.Topics;
import dev.tidewire.local.TestStack;
import dev.tidewire.local.topic.Tail;
import dev.tidewire.processing.RealStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares pages with what a plain consumer reads from the topic. */
@QuarkusTest
@QuarkusTestResource(RealStack.class)
class AuditPagesIT {
  private static final List<String> CALLERS = List.of("ada", "bob", "eve");

  @Test
  void pagesHoldWhatAPlainConsumerReads() {
    // Given
    String run = "run-" + System.nanoTime();
    for (int i = 0; i < 300; i++) {
      write(
          "{\"time\":\"2026-11-30T12:00:00Z\",\"service\":\"%s\",\"operation\":\"%s\",\"caller\":\"%s\",\"outcome\":\"%s\"}"
              .formatted(
                  run,
                  i % 2 == 0 ? "merge" : "sensors",
                  CALLERS.get(i % 3),
                  i % 5 == 0 ? "refused" : "allowed"));
    }
    List<ConsumerRecord<byte[], byte[]>> all = plain();
    long from = all.get(all.size() - 250).timestamp();
    long to = all.get(all.size() - 20).timestamp();

    for (Map<String, String> filter :
        List.of(
            Map.<String, String>of(),
            Map.of("caller", "ada"),
            Map.of("operation", "sensors", "outcome", "refused"),
            Map.of("caller", "nobody"),
            Map.of("from", Instant.ofEpochMilli(from).toString()),
            Map.of("to", Instant.ofEpochMilli(to).toString(), "caller", "eve"),
            Map.of("from", String.valueOf(from), "to", String.valueOf(to + 1)))) {
      for (int limit : List.of(7, 1_000)) {
        // When
        List<Long> paged = paged(filter, limit);

        // Then
        assertThat(paged).as("%s by %d", filter, limit).isEqualTo(naive(all, filter));
      }
    }
  }

  @Test
  void whatIsNoRecordIsToldAsSuch_andKeepsNobodyFromTheOthers() {
    // Given
    long first = plain().size();
    write("no JSON");
    write("[1]");
    write("{\"caller\":\"zoe\"}");

    // When
    JsonPath zoe = page(Map.of("caller", "zoe"));
    List<Map<String, Object>> all = pagesFrom(first);

    // Then
    assertThat(zoe.getList("records.record.caller")).contains("zoe");
    assertThat(all).hasSizeGreaterThanOrEqualTo(3);
    assertThat(all).filteredOn(it -> Boolean.TRUE.equals(it.get("unreadable"))).hasSize(2);
  }

  @Test
  void aFilterThatMatchesLittleReadsBoundedPages() {
    // Given
    for (int i = 0; i < PageReader.MOST_RECORDS; i++) {
      producer().send(new ProducerRecord<>(Topics.AUDIT.topicName(), "{}".getBytes(UTF_8)));
    }
    producer().flush();

    // When
    JsonPath page = page(Map.of("caller", "nobody-at-all"));

    // Then
    assertThat(page.getList("records")).isEmpty();
    assertThat(page.getString("next")).isNotNull();
    assertThat(paged(Map.of("caller", "nobody-at-all"), 100)).isEmpty();
  }

  @Test
  void wrongParametersAreTold() {
    given()
        .get("/v1/audit?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z")
        .then()
        .statusCode(400);
    given().get("/v1/audit?outcome=maybe").then().statusCode(400);
    given().get("/v1/audit?limit=1001").then().statusCode(400);
    given().get("/v1/audit?caller=").then().statusCode(400);
    given().get("/v1/audit?cursor=AAAA").then().statusCode(400);
  }

  private static List<Long> paged(Map<String, String> filter, int limit) {
    List<Long> offsets = new ArrayList<>();
    Map<String, String> parameters = new HashMap<>(filter);
    parameters.put("limit", String.valueOf(limit));
    String next;
    do {
      JsonPath page = page(parameters);
      page.<Number>getList("records.offset").forEach(offset -> offsets.add(offset.longValue()));
      next = page.getString("next");
      parameters.put("cursor", next);
    } while (next != null);
    return offsets;
  }

  private static List<Map<String, Object>> pagesFrom(long offset) {
    List<Map<String, Object>> records = new ArrayList<>();
    Map<String, String> parameters = new HashMap<>();
    String next;
    do {
      JsonPath page = page(parameters);
      records.addAll(page.getList("records"));
      next = page.getString("next");
      parameters.put("cursor", next);
    } while (next != null);
    return records.stream()
        .filter(it -> ((Number) it.get("offset")).longValue() >= offset)
        .toList();
  }

  private static JsonPath page(Map<String, String> parameters) {
    return given()
        .queryParams(parameters)
        .get("/v1/audit")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static List<Long> naive(
      List<ConsumerRecord<byte[], byte[]>> all, Map<String, String> filter) {
    long from = time(filter.get("from"), 0);
    long to = time(filter.get("to"), Long.MAX_VALUE);
    return all.stream()
        .filter(it -> it.timestamp() >= from && it.timestamp() < to)
        .filter(
            it ->
                filter.entrySet().stream()
                    .filter(one -> !one.getKey().equals("from") && !one.getKey().equals("to"))
                    .allMatch(
                        one ->
                            new String(it.value(), UTF_8)
                                .contains("\"%s\":\"%s\"".formatted(one.getKey(), one.getValue()))))
        .map(ConsumerRecord::offset)
        .toList();
  }

  private static long time(@Nullable String text, long absent) {
    if (text == null) {
      return absent;
    }
    return text.contains("T") ? Instant.parse(text).toEpochMilli() : Long.parseLong(text);
  }

  private static List<ConsumerRecord<byte[], byte[]>> plain() {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    try (Tail tail = Tail.fromStart(Topics.AUDIT)) {
      tail.read(all::add);
    }
    return all;
  }

  private static void write(String record) {
    producer().send(new ProducerRecord<>(Topics.AUDIT.topicName(), record.getBytes(UTF_8)));
    producer().flush();
  }

  private static KafkaProducer<byte[], byte[]> producer() {
    return Holder.PRODUCER;
  }

  private static final class Holder {
    private static final KafkaProducer<byte[], byte[]> PRODUCER =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", TestStack.shared().kafkaBootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }
}
