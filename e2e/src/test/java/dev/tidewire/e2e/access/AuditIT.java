package dev.tidewire.e2e.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidewire.contract.Topics;
import dev.tidewire.e2e.stack.Answer;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Tidewire;
import dev.tidewire.local.TestStack;
import dev.tidewire.local.topic.Tail;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who did what is on the topic, whatever happens to Kafka meanwhile. */
@ExtendWith(Calm.class)
class AuditIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;

  private static Map<String, String> settings = Map.of();
  private static Service ingest;
  private static Service processing;
  private static Service query;

  private final TestStack servers = Tidewire.shared().servers();
  private final Tail tail = Tail.of(Topics.AUDIT);
  private final List<JsonNode> records = new ArrayList<>();

  @BeforeAll
  static void start() {
    KeyFile keys = new KeyFile(folder.resolve("keys.json"));
    for (String scope : List.of("ingest", "query", "operate")) {
      keys.with(scope, scope, List.of("*"));
    }
    keys.write();
    settings =
        Map.of(
            "tidewire.security.mode",
            "api-keys",
            "tidewire.security.api-keys.file",
            keys.path().toString(),
            "tidewire.security.audit.period",
            "1s");
    ingest = Tidewire.shared().another("ingest", settings);
    processing = Tidewire.shared().another("processing", settings);
    query = Tidewire.shared().another("query", settings);
    Stream.of(ingest, processing, query).forEach(Service::start);
  }

  @AfterAll
  static void stop() {
    Stream.of(ingest, processing, query).forEach(Service::stop);
  }

  @AfterEach
  void close() {
    tail.close();
  }

  @Test
  void everyServiceTellsWhatKeysWereUsedFor_andWhoWasRefused() {
    // When
    assertThat(send("ingest").status()).isEqualTo(202);
    assertThat(send("query").status()).isEqualTo(403);
    assertThat(get(query, "/v1/sensors", "query").status()).isEqualTo(200);
    assertThat(get(query, "/v1/sensors", "stranger").status()).isEqualTo(401);
    assertThat(get(processing, "/v1/pipeline", "operate").status()).isEqualTo(200);

    // Then
    awaitCount("tidewire-ingest", "sendReadings", "ingest", "");
    awaitCount("tidewire-ingest", "sendReadings", "query", "wrong-scope");
    awaitCount("tidewire-query", "sensors", "query", "");
    awaitCount("tidewire-query", "sensors", "", "invalid-credential");
    awaitCount("tidewire-processing", "pipeline", "operate", "");
    assertThat(get(processing, "/v1/audit?operation=sensors&limit=1000", "operate").body())
        .contains("\"caller\":\"query\"", "invalid-credential");
  }

  /** A valid key of the same address is taken all the same. */
  @Test
  void manyInvalidKeysAreToldToSlowDown() {
    for (String name : List.of("ingest", "query")) {
      Service service = Tidewire.shared().another(name, settings);
      service.start();
      try {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
          statuses.add(use(service, "stranger" + i).status());
        }
        Answer last = use(service, "stranger");

        assertThat(statuses.subList(0, 20)).as(name).containsOnly(401);
        assertThat(statuses).as(name).endsWith(429);
        assertThat(last.header("Retry-After")).contains("60");
        assertThat(last.body()).contains("/too-many-failed-logins");
        assertThat(use(service, name).status()).as(name).isIn(200, 202);
      } finally {
        service.stop();
      }
    }
  }

  @Test
  void whileKafkaIsSilent_theRestGoesOn_andItIsToldLater() {
    // Given
    assertThat(get(query, "/v1/sensors", "query").status()).isEqualTo(200);
    awaitCount("tidewire-query", "sensors", "query", "");
    Answer order;
    servers.freezeKafka();
    try {
      // When
      order = processing.http().post("/v1/store/merge", new byte[0], bearer("operate"));
      assertThat(get(query, "/v1/sensors/none", "query").status()).isEqualTo(404);
      assertThat(get(query, "/v1/sensors/none", "ingest").status()).isEqualTo(403);
      await().atMost(PATIENCE).until(() -> query.metric("tidewire_audit_unwritten") >= 2);
      assertThat(query.ready().status()).isEqualTo(200);
    } finally {
      servers.thawKafka();
    }

    // Then
    assertThat(order.status()).isEqualTo(503);
    assertThat(order.body()).contains("/audit-unavailable");
    awaitCount("tidewire-query", "sensor", "query", "");
    awaitCount("tidewire-query", "sensor", "ingest", "wrong-scope");
    awaitCount("tidewire-processing", "merge", "operate", "audit-unavailable");
    await().atMost(PATIENCE).until(() -> query.metric("tidewire_audit_unwritten") == 0);
  }

  @Test
  void aServiceThatEndsTellsWhatItHasCounted() {
    // Given
    Service other =
        Tidewire.shared()
            .another("query", with(settings, Map.of("tidewire.security.audit.period", "1h")));
    other.start();

    // When
    assertThat(get(other, "/v1/sensors/at-the-end", "query").status()).isEqualTo(404);
    other.stop();

    // Then
    awaitCount("tidewire-query", "sensor", "query", "");
  }

  private void awaitCount(String service, String operation, String caller, String reason) {
    awaitRecord(
        it ->
            it.path("count").asLong() >= 1
                && it.path("service").asText().equals(service)
                && it.path("operation").asText().equals(operation)
                && it.path("caller").asText().equals(caller)
                && it.path("reason").asText().equals(reason));
  }

  private void awaitRecord(Predicate<JsonNode> wanted) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              tail.read(record -> records.add(parsed(record.value())));
              return records.stream().anyMatch(wanted);
            });
    assertThat(records.toString()).doesNotContain(KeyFile.key("").substring(4));
  }

  private static JsonNode parsed(byte[] record) {
    try {
      return JSON.readTree(new String(record, UTF_8));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, String> with(Map<String, String> one, Map<String, String> more) {
    Map<String, String> both = new HashMap<>(one);
    both.putAll(more);
    return both;
  }

  private static Answer use(Service service, String key) {
    return service.name().equals("ingest") ? send(service, key) : get(service, "/v1/sensors", key);
  }

  private static Answer send(String key) {
    return send(ingest, key);
  }

  private static Answer send(Service service, String key) {
    return service
        .http()
        .post(
            "/v1/readings",
            "{\"sensor\":\"audit\",\"value\":1}".getBytes(UTF_8),
            Stream.concat(Stream.of("Content-Type", "application/json"), Stream.of(bearer(key)))
                .toArray(String[]::new));
  }

  private static Answer get(Service service, String path, String key) {
    return service.http().get(path, bearer(key));
  }

  private static String[] bearer(String key) {
    return new String[] {"Authorization", "Bearer " + KeyFile.key(key)};
  }
}
