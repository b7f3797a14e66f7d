package dev.tidewire.ingest;

import static dev.tidewire.ingest.ReadingsClient.gzip;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidewire.contract.SensorReading;
import dev.tidewire.contract.SeriesKey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests of InfluxDB's clients, and the answers that they look at. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class InfluxIT {
  private static final String GOOD = "m,host=gw a=1.5 1795000000000000000\n";
  private static final SensorReading READING =
      new SensorReading(
          new SeriesKey("gw", "m.a"), 1_795_000_000_000_000L, 1.5, null, Map.of("host", "gw"));

  @TestHTTPResource("/")
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
  @CsvSource({
    "write?db=x&rp=y&precision=ns&u=a&p=b, text/plain; charset=utf-8",
    "write?db=x, application/x-www-form-urlencoded",
    "api/v2/write?org=x&bucket=y&precision=ns, text/plain",
    "api/v3/write_lp?db=x&precision=nanosecond&no_sync=true, text/plain",
  })
  void whatIsAcceptedIsAnswered204_andIsOnTheTopic(String path, String type) {
    // When
    HttpResponse<String> answer = client.post(path, type, GOOD);
    HttpResponse<String> packed =
        client.post(path, type, gzip(GOOD.getBytes(UTF_8)), "Content-Encoding", "gzip");

    // Then
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(packed.statusCode()).isEqualTo(204);
    assertThat(topic.readings()).containsExactly(READING, READING);
  }

  @Test
  void aBodyWithoutATypeIsTaken() {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(uri.resolve("/write")).POST(BodyPublishers.ofString(GOOD)));

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(topic.readings()).containsExactly(READING);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "write | {\"error\":\"partial write: unable to parse 'm a=x': WHY (line 2) dropped=1\"}",
        "api/v2/write | {\"code\":\"invalid\",\"message\":\"partial write: unable to parse 'm a=x': WHY (line 2) dropped=1\"}",
        "api/v3/write_lp | {\"error\":\"partial write of line protocol occurred\",\"data\":[{\"original_line\":\"m a=x\",\"line_number\":2,\"error_message\":\"WHY\"}]}",
      })
  void aBadLineIsToldInTheFormOfTheVersion_andTheOthersAreStored(String path, String body)
      throws IOException {
    // When
    HttpResponse<String> answer = client.post(path, "text/plain", GOOD + "m a=x\n");

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    JsonNode expected =
        json(
            body.replace(
                "WHY",
                "invalid field value \\\"x\\\": a number, true, false, or text in quotes is"
                    + " expected"));
    assertThat(json(answer.body())).isEqualTo(expected);
    assertThat(topic.readings()).containsExactly(READING);
  }

  @Test
  void nothingIsStoredOfAnAtomicRequest() throws IOException {
    HttpResponse<String> answer =
        client.post("api/v3/write_lp?accept_partial=false", "text/plain", GOOD + "m a=x\n");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer.body()).at("/error").asText())
        .isEqualTo("parsing failed for write_lp endpoint");
    assertThat(json(answer.body()).at("/data/0/line_number").asInt()).isEqualTo(2);
    assertThat(topic.readings()).isEmpty();
  }

  @Test
  void whatIsLeftOutIsTold() {
    HttpResponse<String> answer =
        client.post("write", "text/plain", "m,host=gw a=1.5,b=\"text\",c=\"\" 1795000000000000000");

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("Tidewire-Warnings")).contains("skipped=2");
    assertThat(topic.readings()).containsExactly(READING);
  }

  @ParameterizedTest
  @CsvSource({
    "write?precision=x",
    "write?nonsense=1",
    "api/v2/write?precision=m",
    "api/v3/write_lp?precision=parsec",
    "api/v3/write_lp?dryRun=maybe",
    "api/v3/write_lp?db=a&db=b",
  })
  void wrongParametersAreTold(String path) throws IOException {
    HttpResponse<String> answer = client.post(path, "text/plain", GOOD);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer.body()).size()).isPositive();
    assertThat(topic.readings()).isEmpty();
  }

  @Test
  void itLooksLikeInflux() throws IOException {
    HttpResponse<String> ping = client.send(HttpRequest.newBuilder(uri.resolve("/ping")));
    HttpResponse<String> health = client.send(HttpRequest.newBuilder(uri.resolve("/health")));

    assertThat(ping.statusCode()).isEqualTo(204);
    assertThat(ping.headers().firstValue("X-Influxdb-Version")).contains("1.8.10");
    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(json(health.body()).at("/status").asText()).isEqualTo("pass");
  }

  @Test
  void theFirstStatementsOfClientsAreAnswered() throws IOException {
    String form = "application/x-www-form-urlencoded";

    assertThat(client.post("query", form, "q=CREATE+DATABASE+%22it%22").body())
        .isEqualTo("{\"results\":[{\"statement_id\":0}]}");
    assertThat(client.post("query?q=CREATE%20DATABASE%20other", form, "").statusCode())
        .isEqualTo(200);
    assertThat(
            client
                .send(HttpRequest.newBuilder(uri.resolve("/query?q=SHOW%20DATABASES&db=mine")))
                .body())
        .contains("[\"it\"]", "[\"mine\"]", "[\"other\"]");
    HttpResponse<String> refused = client.post("query", form, "q=DROP+DATABASE+it");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(json(refused.body()).at("/error").asText()).startsWith("Only CREATE DATABASE");
    assertThat(client.post("query", form, "q=" + "x".repeat(9_000)).statusCode()).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(strings = {"q=%%zz", "q=%", "q=%ff"})
  void aFormThatCannotBeDecodedIsTold(String body) throws IOException {
    // Given
    URI query = uri.resolve("/query");

    // When
    HttpResponse<String> answer;
    List<String> logged;
    try (LogLines log = new LogLines("")) {
      answer =
          client.send(
              HttpRequest.newBuilder(query)
                  .timeout(Duration.ofSeconds(10))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(BodyPublishers.ofString(body)));
      logged = log.lines();
    }

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer.body()).at("/error").asText()).startsWith("The form is not");
    assertThat(logged).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, ping, 'GET, HEAD'",
    "POST, health, 'GET, HEAD'",
    "PUT, query, 'GET, HEAD, POST'",
  })
  void namesTheMethodsThatAreAllowed(String method, String path, String allowed)
      throws IOException {
    // When
    HttpResponse<String> answer = client.send(of(method, path));

    // Then
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains(allowed);
    assertThat(json(answer.body()).at("/error").asText()).contains("Allow");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ping", "health", "query?q=SHOW%20DATABASES", "query"})
  void headIsAnsweredAsGet(String path) {
    // When
    HttpResponse<String> get = client.send(of("GET", path));
    HttpResponse<String> head = client.send(of("HEAD", path));

    // Then
    assertThat(head.statusCode()).isEqualTo(get.statusCode());
    assertThat(head.headers().map()).isEqualTo(get.headers().map());
    assertThat(head.body()).isEmpty();
  }

  private HttpRequest.Builder of(String method, String path) {
    return HttpRequest.newBuilder(uri.resolve(path)).method(method, BodyPublishers.noBody());
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }
}
