package dev.tidewire.ingest;

import static dev.tidewire.ingest.ReadingsClient.JSON;
import static dev.tidewire.ingest.ReadingsClient.NDJSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.SeriesKey;
import dev.tidewire.ingest.scratch.ScratchFormat;
import dev.tidewire.ingest.scratch.ScratchRoutes;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every bound holds, is reported truthfully and releases what it held. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@TestProfile(LimitsIT.SmallLimits.class)
class LimitsIT {
  private static final int MAX_BODY = 65_536;

  /** Shorter than every time-out. */
  private static final Duration AT_ONCE = Duration.ofMillis(500);

  private static final String GOOD = "{\"sensor\":\"limits\",\"value\":1}";

  @TestHTTPResource("/v1/readings")
  URI uri;

  private static TopicReader topic;
  private ReadingsClient client;

  /** How many times {@link #GOOD} has been accepted. */
  private int accepted;

  public static class SmallLimits implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "tidewire.ingest.max-body", "64K",
          "tidewire.ingest.max-in-flight-bytes", "96K",
          "tidewire.ingest.max-in-flight-requests", "3",
          "tidewire.ingest.max-readings", "1000",
          "tidewire.ingest.body-timeout", "2s");
    }
  }

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

  @AfterEach
  void everyRequestGaveItsRoomBack_andWhatWasAcceptedIsOnTheTopic_exactly() {
    await()
        .untilAsserted(
            () ->
                assertThat(client.metrics())
                    .contains("tidewire_ingest_inflight_bytes 0.0")
                    .contains("tidewire_ingest_inflight_requests 0.0"));
    assertThat(topic.readings())
        .hasSize(accepted)
        .allSatisfy(
            reading -> {
              assertThat(reading.series()).isEqualTo(new SeriesKey("limits", "value"));
              assertThat(reading.value()).isEqualTo(1);
            });
  }

  @Test
  void refusesALargeBodyFromItsAnnouncement() {
    try (RawConnection connection = new RawConnection(uri)) {
      // When: only the head is sent
      connection.head("Content-Length: 10000000000");

      // Then
      assertThat(connection.readHead())
          .contains(" 413 ")
          .containsIgnoringCase("application/problem+json");
    }
  }

  @Test
  void takesABodyOfExactlyTheLimit() {
    // When
    int status = client.post(JSON, GOOD + " ".repeat(MAX_BODY - GOOD.length())).statusCode();

    // Then
    assertThat(status).isEqualTo(202);
    accepted = 1;
  }

  @Test
  void refusesALargeBodyThatWasNotAnnounced() {
    // When
    byte[] body = (GOOD + " ".repeat(MAX_BODY)).getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(uri)
                .header("Content-Type", JSON)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));

    // Then
    assertThat(response.statusCode()).isEqualTo(413);
  }

  @Test
  void stopsUnpackingAGzipBomb() {
    // Given: a bomb whose end is damaged, as anyone notices who unpacks all of it
    byte[] bomb =
        ReadingsClient.gzip(
            ("limits 1\n" + " ".repeat(30_000_000)).getBytes(StandardCharsets.UTF_8));
    assertThat(bomb).hasSizeLessThan(MAX_BODY);
    bomb[bomb.length - 6]++;
    ScratchFormat.bytesRead.set(0);

    // When
    HttpResponse<String> response =
        new ReadingsClient(uri.resolve(ScratchRoutes.PATH))
            .post("", "text/plain", bomb, "Content-Encoding", "gzip");

    // Then
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body()).contains("unpacks to more than 65536 bytes");
    assertThat(ScratchFormat.bytesRead).hasValueBetween(1, MAX_BODY);
  }

  @Test
  void refusesTooManyReadings() {
    assertThat(client.post(NDJSON, (GOOD + "\n").repeat(1_001)).statusCode()).isEqualTo(413);
    assertThat(client.post(NDJSON, (GOOD + "\n").repeat(1_000)).statusCode()).isEqualTo(202);
    accepted = 1_000;
  }

  @Test
  void refusesAtOnceWhatItHasNoRoomForAndKeepsWhatItHas() {
    try (RawConnection first = new RawConnection(uri);
        RawConnection second = new RawConnection(uri)) {
      // Given: a body that is still arriving and has most of the room
      int length = 60_000;
      first.head("Content-Length: " + length).send(GOOD + " ".repeat(length - 1 - GOOD.length()));
      awaitBytes(length - 1);

      // When
      long start = System.nanoTime();
      second.head("Content-Length: " + length).send(" ".repeat(length - 1));
      String answer = second.readHead();

      // Then
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
      assertThat(answer).contains(" 503 ").containsIgnoringCase("retry-after: ");
      first.send(" ");
      assertThat(first.readStatus()).isEqualTo(202);
      accepted = 1;
    }
  }

  @Test
  void boundsTheNumberOfRequests() {
    try (RawConnection first = new RawConnection(uri);
        RawConnection second = new RawConnection(uri);
        RawConnection third = new RawConnection(uri)) {
      // Given: bodies that are on their way
      for (RawConnection connection : List.of(first, second, third)) {
        connection.head("Content-Length: 20000").send(" ".repeat(10_000));
      }
      awaitBytes(30_000);

      // Then
      assertThat(client.post(JSON, GOOD).statusCode()).isEqualTo(503);
    }
  }

  @Test
  void aRequestWithoutItsBodyKeepsNobodyOut() {
    try (RawConnection first = new RawConnection(uri);
        RawConnection second = new RawConnection(uri);
        RawConnection third = new RawConnection(uri)) {
      // Given
      first.head("Content-Length: " + GOOD.length());
      awaitRequests(1);
      second.head("Content-Length: " + GOOD.length());
      third.head("Content-Length: " + GOOD.length());
      awaitRequests(3);

      // When
      assertThat(client.post(JSON, GOOD).statusCode()).isEqualTo(202);
      accepted = 1;

      // Then
      assertThat(first.readHead()).contains(" 503 ").containsIgnoringCase("retry-after: ");
      second.send(GOOD);
      assertThat(second.readStatus()).isEqualTo(202);
      accepted = 2;
    }
  }

  @Test
  void countsTheBytesOfABodyThatWasNotAnnouncedAsTheyCome() {
    try (RawConnection first = new RawConnection(uri);
        RawConnection second = new RawConnection(uri)) {
      // Given
      first.head("Content-Length: 60000").send(" ".repeat(59_999));
      awaitBytes(59_999);

      // When
      second.head("Transfer-Encoding: chunked").send("c350\r\n" + " ".repeat(0xc350) + "\r\n");

      // Then
      assertThat(second.readStatus()).isEqualTo(503);
    }
  }

  @Test
  void givesUpOnABodyThatDoesNotArrive() {
    try (RawConnection connection = new RawConnection(uri)) {
      // When
      connection.head("Content-Length: 100").send("{");

      // Then
      assertThat(connection.readStatus()).isEqualTo(408);
    }
  }

  @Test
  void asksForTheBodyOnlyWhenItTakesIt() {
    try (RawConnection welcome = new RawConnection(uri);
        RawConnection refused = new RawConnection(uri)) {
      // When
      welcome.head("Content-Length: " + GOOD.length(), "Expect: 100-continue");
      refused.head("Content-Length: 70000", "Expect: 100-continue");

      // Then
      assertThat(refused.readStatus()).isEqualTo(413);
      assertThat(welcome.readStatus()).isEqualTo(100);
      welcome.send(GOOD);
      assertThat(welcome.readStatus()).isEqualTo(202);
      accepted = 1;
    }
  }

  @Test
  void keepsTheConnectionAfterARefusal() {
    try (RawConnection connection = new RawConnection(uri)) {
      // When
      connection.head("Content-Length: 70000").send(" ".repeat(70_000));
      String refusal = connection.readHead();
      int length = Integer.parseInt(refusal.replaceAll("(?is).*content-length: (\\d+).*", "$1"));
      connection.skip(length);
      connection.head("Content-Length: " + GOOD.length()).send(GOOD);

      // Then
      assertThat(refusal).contains(" 413 ");
      assertThat(connection.readStatus()).isEqualTo(202);
      accepted = 1;
    }
  }

  @Test
  void whatIsAnnouncedAndNotSentKeepsNobodyOut() {
    try (RawConnection first = new RawConnection(uri);
        RawConnection second = new RawConnection(uri)) {
      // Given
      first.head("Content-Length: " + MAX_BODY);
      second.head("Content-Length: " + MAX_BODY);
      awaitRequests(2);

      // Then
      assertThat(client.post(JSON, GOOD + " ".repeat(50_000)).statusCode()).isEqualTo(202);
      accepted = 1;
    }
  }

  private void awaitRequests(int requests) {
    awaitMetric("tidewire_ingest_inflight_requests " + requests + ".0");
  }

  private void awaitBytes(int bytes) {
    awaitMetric("tidewire_ingest_inflight_bytes " + bytes + ".0");
  }

  private void awaitMetric(String line) {
    await().pollInterval(Duration.ofMillis(20)).until(() -> client.metrics().contains(line));
  }
}
