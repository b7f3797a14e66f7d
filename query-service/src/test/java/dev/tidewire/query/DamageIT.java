package dev.tidewire.query;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.frame.ReadingColumns;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One bit of a stored frame is another one: no reading of the frame is answered. */
@QuarkusTest
@WithTestResource(RealPostgres.class)
class DamageIT {
  /** No other test has blocks there. */
  private static final int HOME = 61;

  private static final long MINUTE = 60_000_000L;
  private static final long MIDNIGHT = ReadingTime.toMicros(Instant.parse("2026-06-01T00:00:00Z"));

  /** In chunks: more than a stream fetches at once. */
  private static final int SETTLED = 4_900;

  /** In the last block. */
  private static final int NEW = 100;

  @TestHTTPResource("/")
  URI service;

  private String sensor;
  private long id;

  @BeforeAll
  static void partitions() {
    Stored.partitions();
  }

  @BeforeEach
  void store() {
    sensor = "damage/" + System.nanoTime();
    id = Stored.series(sensor, "value", null, "{}");
    long neighbour = Stored.series(sensor + "/neighbour", "value", null, "{}");
    Stored.execute("UPDATE series SET home = ? WHERE id IN (?, ?)", HOME, id, neighbour);
    StoredFrames.chunks(readings(id, 0, SETTLED));
    StoredFrames.blocks(HOME, 0, readings(id, SETTLED, SETTLED + NEW));
    StoredFrames.chunks(readings(neighbour, 0, 10));
    StoredFrames.blocks(HOME, 0, readings(neighbour, 10, 20));
  }

  @AfterEach
  void delete() {
    Stored.execute("DELETE FROM block WHERE home = ?", HOME);
  }

  private static ReadingColumns readings(long id, int from, int to) {
    ReadingColumns readings = new ReadingColumns(to - from);
    for (int i = from; i < to; i++) {
      readings.add(id, MIDNIGHT + i * MINUTE, i % 1_000 / 4.0);
    }
    return readings;
  }

  /** In the value column, in the checksum of the readings, and in the bases and the step. */
  @ParameterizedTest
  @ValueSource(strings = {"length(body) - 8", "12", "23", "31", "39", "47"})
  void aBitOfABlockFailsWhatNeedsIt(String at) {
    // When
    flip("block", "first_series = ? AND home = " + HOME, at);
    // Then
    String row =
        "block WHERE home = %d AND seq = %s"
            .formatted(
                HOME, Stored.rows("SELECT seq FROM block WHERE first_series = " + id).get(0));
    assertFails("readings?sensor=" + sensor + "&from=" + time(SETTLED), row);
    assertFails("readings?order=desc&limit=1&sensor=" + sensor, row);
    assertFails("latest?sensor=" + sensor, row);
    assertFails("sensors/" + sensor, row);
    assertAnswered("readings?sensor=" + sensor + "&to=" + time(SETTLED));
    assertNeighbourIsAnswered();
  }

  @ParameterizedTest
  @ValueSource(strings = {"length(body) - 8", "12", "23", "31", "39", "47"})
  void aBitOfAChunkFailsWhatNeedsIt(String at) {
    // Given
    String page = "readings?limit=2500&sensor=" + sensor;
    String next = given().get("/v1/" + page).jsonPath().getString("next");
    // When
    flip("chunk", lastChunk(), at);
    // Then
    String row = "chunk WHERE " + lastChunk().replace("?", Long.toString(id));
    assertFails("readings?sensor=" + sensor + "&from=" + time(SETTLED - 1), row);
    assertAnswered(page);
    assertFails(page + "&cursor=" + next, row);
    assertFails("readings?order=desc&limit=" + (NEW + 1) + "&sensor=" + sensor, row);
    assertAnswered("latest?sensor=" + sensor);
    assertAnswered("sensors/" + sensor);
    assertNeighbourIsAnswered();
  }

  @ParameterizedTest
  @CsvSource({"chunk, text/csv", "chunk, application/x-ndjson", "block, text/csv"})
  void aStreamIsCutWhereItNeedsADamagedFrame(String table, String type) throws IOException {
    // When
    flip(table, table.equals("chunk") ? lastChunk() : "first_series = ?", "length(body) - 8");
    String stream = stream(type);
    // Then
    assertThat(stream).startsWith("HTTP/1.1 200 ").contains(time(0)).doesNotContain(time(SETTLED));
    assertThat(stream).doesNotEndWith("0\r\n\r\n");
  }

  @Test
  void aStreamThatBeginsWithADamagedFrameIsAProblem() {
    // When
    flip("chunk", "series_id = ?", "length(body) - 8");
    // Then
    Response answer = given().accept("text/csv").get("/v1/readings?sensor=" + sensor);
    answer.then().statusCode(500).contentType("application/problem+json");
  }

  private static String lastChunk() {
    return "series_id = ? AND end_time = '" + time(SETTLED - 1) + "'";
  }

  private void flip(String table, String condition, String at) {
    Stored.execute(
        "UPDATE %s SET body = set_byte(body, %2$s, get_byte(body, %2$s) # 1) WHERE %3$s"
            .formatted(table, at, condition),
        id);
  }

  private static void assertFails(String path, String row) {
    Response answer = given().get("/v1/" + path);
    answer.then().statusCode(500).contentType("application/problem+json");
    assertThat(answer.jsonPath().getString("type"))
        .isEqualTo("https://tidewire.dev/problems/damaged");
    assertThat(answer.jsonPath().getString("title")).isEqualTo("What is stored is damaged");
    assertThat(answer.jsonPath().getString("detail"))
        .startsWith("A stored row is damaged: " + row + ". ")
        .endsWith(
            ". What does not need it is answered. Whoever operates the service has to repair it.");
    assertThat(Stored.rows("SELECT count(*) FROM " + row)).containsExactly("1");
  }

  private void assertNeighbourIsAnswered() {
    assertAnswered("readings?sensor=" + sensor + "/neighbour");
    assertAnswered("latest?sensor=" + sensor + "/neighbour");
  }

  private static void assertAnswered(String path) {
    given().get("/v1/" + path).then().statusCode(200);
  }

  private String stream(String type) throws IOException {
    try (Socket client = new Socket(service.getHost(), service.getPort())) {
      String request =
          "GET /v1/readings?sensor=%s HTTP/1.1\r\nHost: localhost\r\n".formatted(sensor)
              + "Accept: %s\r\nConnection: close\r\n\r\n".formatted(type);
      client.getOutputStream().write(request.getBytes(US_ASCII));
      return new String(client.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  private static String time(int minute) {
    return ReadingTime.toInstant(MIDNIGHT + minute * MINUTE).toString();
  }
}
