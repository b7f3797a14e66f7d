package dev.tidewire.processing.audit;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidewire.contract.Topics;
import dev.tidewire.local.TestStack;
import dev.tidewire.local.topic.Tail;
import dev.tidewire.platform.http.Management;
import dev.tidewire.processing.RealStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealStack.class)
@TestProfile(KeyedService.class)
class AuditIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String NOTHING = "{\"ids\":[\"0-987654321-1\"],\"who\":\"ada\"}";

  private final TestStack stack = TestStack.shared();
  private final List<String> log = new ArrayList<>();
  private final List<String> records = new ArrayList<>();
  private final Handler handler = new Lines();
  private final Tail tail = Tail.of(Topics.AUDIT);

  @BeforeEach
  void listen() {
    Logger.getLogger("").addHandler(handler);
  }

  @AfterEach
  void close() {
    Logger.getLogger("").removeHandler(handler);
    tail.close();
  }

  @Test
  void anOrderIsRecordedWithItsCaller_beforeAnythingIsDone() {
    // When
    ask("ops").body(NOTHING).post("/v1/dead-letters/discard").then().statusCode(404);

    // Then
    JsonNode record = awaitRecord(it -> it.at("/operation").asText().equals("discard"));
    assertThat(record.at("/service").asText()).isEqualTo("tidewire-processing");
    assertThat(record.at("/origin").asText()).isEqualTo("key");
    assertThat(record.at("/caller").asText()).isEqualTo("ops");
    assertThat(record.at("/address").asText()).isEqualTo("127.0.0.1");
    assertThat(record.at("/outcome").asText()).isEqualTo("allowed");
    assertThat(record.at("/order/who").asText()).isEqualTo("ops");
    assertThat(record.at("/order/asked/who").asText()).isEqualTo("ada");
    assertThat(record.at("/order/asked/ids/0").asText()).isEqualTo("0-987654321-1");
    assertThat(record.at("/order/dryRun").asBoolean()).isFalse();
    assertThat(log).anyMatch(line -> line.startsWith("audit {") && line.contains("discard"));
  }

  @Test
  void everyOrderIsRecorded() {
    for (String order : List.of("merge", "settle", "scrub")) {
      ask("ops").post("/v1/store/" + order);

      assertThat(awaitRecord(it -> it.at("/operation").asText().equals(order)).at("/id").asText())
          .hasSize(36);
    }
    ask("ops")
        .body("{\"filter\":{},\"dryRun\":true}")
        .post("/v1/dead-letters/redrive")
        .then()
        .statusCode(200);
    assertThat(
            awaitRecord(it -> it.at("/operation").asText().equals("redrive"))
                .at("/order/dryRun")
                .asBoolean())
        .isTrue();
  }

  @Test
  void usesAndRefusalsAreCounted_andNoSecretIsTold() {
    // When
    for (int i = 0; i < 3; i++) {
      ask("ops").get("/v1/pipeline").then().statusCode(200);
      ask("reader").get("/v1/pipeline").then().statusCode(403);
      ask("ops").header("X-API-Key", KeyedService.key("nobody")).get("/v1/pipeline");
      given().header("X-API-Key", KeyedService.key("nobody")).get("/v1/pipeline");
    }

    // Then
    assertThat(total("ops", "pipeline", "")).isEqualTo(3);
    assertThat(total("reader", "pipeline", "wrong-scope")).isEqualTo(3);
    assertThat(total("", "pipeline", "invalid-credential")).isEqualTo(3);
    assertThat(total("", "pipeline", "malformed-credential")).isEqualTo(3);
    assertThat(given().get(Management.uri("/q/metrics")).body().asString())
        .contains("tidewire_security_refused_total{reason=\"wrong-scope\"}");
    assertThat(log).anyMatch(line -> line.startsWith("audit {") && line.contains("wrong-scope"));
    assertThat(String.join("\n", log) + records).doesNotContain(KeyedService.SECRET);
  }

  @Test
  void aKeyThatSendsTooMuchIsToldSo() {
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Response answer = ask("slow").get("/v1/pipeline");
      statuses.add(answer.statusCode());
      if (answer.statusCode() == 429) {
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.jsonPath().getString("type")).endsWith("/limit-reached");
      }
    }

    assertThat(statuses).contains(200, 429);
  }

  /** A frozen broker keeps its connections, and says nothing. */
  @Test
  void whileKafkaIsSilent_nothingIsOrdered_andTheRestGoesOn() {
    // Given
    ask("ops").get("/v1/dead-letters").then().statusCode(200);
    Response refused;
    Response audit;
    long nanos;
    stack.freezeKafka();
    try {
      // When
      long start = System.nanoTime();
      refused = ask("ops").body("{\"filter\":{}}").post("/v1/dead-letters/discard");
      nanos = System.nanoTime() - start;
      ask("ops").get("/v1/dead-letters").then().statusCode(200);
      ask("reader").get("/v1/dead-letters").then().statusCode(403);
      audit = ask("ops").get("/v1/audit");
    } finally {
      stack.thawKafka();
    }

    // Then
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.header("Retry-After")).isEqualTo("2");
    assertThat(refused.jsonPath().getString("type")).endsWith("/audit-unavailable");
    assertThat(refused.jsonPath().getString("detail")).startsWith("Nothing was done, because");
    assertThat(Duration.ofNanos(nanos)).isLessThan(Duration.ofSeconds(4));
    assertThat(audit.statusCode()).isEqualTo(503);
    assertThat(audit.jsonPath().getString("type")).endsWith("/audit-unavailable");
    assertThat(total("ops", "discard", "audit-unavailable")).isEqualTo(1);
    assertThat(total("reader", "deadLetters", "wrong-scope")).isEqualTo(1);
    assertThat(ask("ops").get("/v1/dead-letters/actions").body().asString())
        .doesNotContain("\"who\":\"ops\"");
    await()
        .atMost(PATIENCE)
        .until(() -> ask("ops").body(NOTHING).post("/v1/dead-letters/discard").statusCode() == 404);
  }

  /**
   * Waits until the counts of this caller and reason have not grown for a period, and sums them. A
   * record whose acknowledgement was lost may be there twice.
   */
  private long total(String caller, String operation, String reason) {
    Predicate<JsonNode> wanted =
        it ->
            it.has("count")
                && it.at("/caller").asText().equals(caller)
                && it.at("/operation").asText().equals(operation)
                && it.at("/reason").asText().equals(reason);
    awaitRecord(wanted);
    await()
        .pollDelay(Duration.ofMillis(2_500))
        .atMost(PATIENCE)
        .until(
            () -> {
              int before = records.size();
              tail.read(record -> records.add(new String(record.value(), UTF_8)));
              return before >= 0;
            });
    return Set.copyOf(records).stream()
        .map(AuditIT::parsed)
        .filter(wanted)
        .mapToLong(it -> it.at("/count").asLong())
        .sum();
  }

  private JsonNode awaitRecord(Predicate<JsonNode> wanted) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> {
              tail.read(record -> records.add(new String(record.value(), UTF_8)));
              return records.stream().map(AuditIT::parsed).filter(wanted).findFirst().orElse(null);
            },
            found -> found != null);
  }

  private static JsonNode parsed(String record) {
    try {
      return new ObjectMapper().readTree(record);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static io.restassured.specification.RequestSpecification ask(String id) {
    return given()
        .contentType("application/json")
        .header("Authorization", "Bearer " + KeyedService.key(id));
  }

  private final class Lines extends Handler {
    @Override
    public synchronized void publish(LogRecord record) {
      log.add(record.getLoggerName() + " " + ExtLogRecord.wrap(record).getFormattedMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
