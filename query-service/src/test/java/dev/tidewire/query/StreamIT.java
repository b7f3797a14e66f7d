package dev.tidewire.query;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.platform.http.Management;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealPostgres.class)
class StreamIT {
  private static final int READINGS = 500_000;
  private static final int MAX_STREAMS = 32;
  private static final int SOME = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TestHTTPResource("/")
  URI service;

  @BeforeAll
  static void store() {
    Stored.partitions();
    long series = Stored.series("stream", "value", null, "{}");
    Stored.readings(series, "2026-03-01T00:00:00Z", "1 second", READINGS);
    // Of which packing leaves more than the kernel's buffers hold.
    Random random = new Random(1);
    Stored.readings(
        new long[] {Stored.series("stream-random", "value", null, "{}")},
        "2026-03-01T00:00:01Z",
        "1 second",
        2 * READINGS,
        n -> random.nextDouble());
  }

  @Test
  void aSlowClientSlowsItsStreamAndStillGetsAll() throws IOException {
    // Given
    long before = readingsServed();
    try (Socket client = stream()) {
      BufferedReader lines = lines(client);
      assertThat(lines.readLine()).isEqualTo("HTTP/1.1 200 OK");

      // When
      long fetched = whenItStandsStill() - before;

      // Then
      // What the kernel's and our buffers hold; each reading has some 75 bytes.
      assertThat(fetched).isBetween(1L, READINGS / 2L);

      // And
      long readings = lines.lines().filter(line -> line.startsWith("{\"sensor\"")).count();
      // A line that a chunk divides begins in the one and ends in the other.
      assertThat(readings).isEqualTo(READINGS);
    }
  }

  @Test
  void aSlowClientSlowsAPackedStream() throws IOException {
    // Given
    long before = readingsServed();
    try (Socket client = stream("stream-random", "Accept-Encoding: gzip\r\n")) {
      // When
      long fetched = whenItStandsStill() - before;
      // Then
      assertThat(fetched).isBetween(1L, 2 * READINGS * 9L / 10);
      // And
      byte[] all = client.getInputStream().readAllBytes();
      assertThat(new String(all, 0, 500, ISO_8859_1))
          .containsIgnoringCase("content-encoding: gzip");
      assertThat(new String(all, all.length - 5, 5, ISO_8859_1)).isEqualTo("0\r\n\r\n");
      assertThat(readingsServed() - before).isEqualTo(2 * READINGS);
    }
  }

  @Test
  void oneStreamTooManyIsAskedToComeBack() throws IOException {
    // Given
    List<Socket> clients = new ArrayList<>();
    try {
      for (int i = 0; i < MAX_STREAMS; i++) {
        Socket client = stream();
        clients.add(client);
        assertThat(lines(client).readLine()).isEqualTo("HTTP/1.1 200 OK");
      }

      // When
      var refused = given().accept("text/csv").get("/v1/readings?sensor=stream&limit=1");

      // Then
      refused.then().statusCode(503).contentType("application/problem+json");
      assertThat(refused.header("Retry-After")).isEqualTo("1");
      given().get("/v1/readings?sensor=stream&limit=1").then().statusCode(200);
    } finally {
      for (Socket client : clients) {
        client.close();
      }
    }
    await().atMost(PATIENCE).untilAsserted(this::streams);
  }

  @Test
  void whatEndsAnyhowGivesItsPlaceBack() {
    for (int i = 0; i <= MAX_STREAMS; i++) {
      given().accept("text/csv").head("/v1/readings?sensor=stream").then().statusCode(200);
    }
    streams();
  }

  @Test
  void aClientThatHangsUpBeforeTheFirstRowGivesItsPlaceBack() throws Exception {
    try (Locked chunk = new Locked("chunk")) {
      // Given
      List<Socket> clients = new ArrayList<>();
      for (int i = 0; i < SOME; i++) {
        clients.add(stream());
      }
      await().atMost(PATIENCE).until(() -> chunk.waiting() > 0);

      // When
      for (Socket client : clients) {
        client.close();
      }

      // Then: the database still works for them
      await().during(Duration.ofMillis(500)).until(() -> metric("tidewire_query_streams ") == SOME);
    }
    await().atMost(PATIENCE).until(() -> metric("tidewire_query_streams ") == 0);
  }

  @Test
  void anAnswerThatComesAfterTheDeadlineGivesItsPlaceBack() throws Exception {
    // Given
    String sensor = "late-" + System.nanoTime();
    Stored.readings(
        Stored.series(sensor, "value", null, "{}"), "2026-03-01T00:00:00Z", "1 second", 1);
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(service.resolve("/v1/readings?sensor=" + sensor))
            .header("Accept", "text/csv")
            .build();
    try (Locked chunk = new Locked("chunk")) {
      List<CompletableFuture<HttpResponse<String>>> responses = new ArrayList<>();
      try (Locked series = new Locked("series")) {
        for (int i = 0; i < SOME; i++) {
          responses.add(client.sendAsync(request, BodyHandlers.ofString()));
        }
        // The statement on the readings begins late enough to be alive at the deadline.
        await().pollDelay(Duration.ofSeconds(1)).until(() -> series.waiting() > 0);
      }

      // When
      responses.forEach(response -> assertThat(response.join().statusCode()).isEqualTo(503));
      assertThat(chunk.waiting()).isPositive();
    }

    // Then
    await().atMost(PATIENCE).until(() -> metric("tidewire_query_streams ") == 0);
  }

  @Test
  void http10GetsAWholeAnswerOrNone() throws IOException {
    assertThat(http10("/v1/readings?sensor=stream&limit=3"))
        .startsWith("HTTP/1.0 200 ")
        .contains("content-length: ")
        .contains("stream,value,2026-03-01T00:00:02Z,2,");
    assertThat(http10("/v1/readings?sensor=stream"))
        .startsWith("HTTP/1.0 426 ")
        .containsIgnoringCase("\r\nUpgrade: HTTP/1.1\r\n");
  }

  private String http10(String target) throws IOException {
    try (Socket client = new Socket(service.getHost(), service.getPort())) {
      String request = "GET " + target + " HTTP/1.0\r\nAccept: text/csv\r\n\r\n";
      client.getOutputStream().write(request.getBytes(US_ASCII));
      return new String(client.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  private void streams() {
    given().accept("text/csv").get("/v1/readings?sensor=stream&limit=1").then().statusCode(200);
  }

  private Socket stream() throws IOException {
    return stream("stream", "");
  }

  /** Asks for all readings and reads none. */
  private Socket stream(String sensor, String headers) throws IOException {
    Socket client = new Socket();
    client.setReceiveBufferSize(16 * 1024);
    client.setSoTimeout(60_000);
    client.connect(new InetSocketAddress(service.getHost(), service.getPort()));
    String request =
        "GET /v1/readings?sensor=%s HTTP/1.1\r\nHost: localhost\r\n%s".formatted(sensor, headers)
            + "Accept: application/x-ndjson\r\nConnection: close\r\n\r\n";
    client.getOutputStream().write(request.getBytes(US_ASCII));
    return client;
  }

  private static BufferedReader lines(Socket client) throws IOException {
    return new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
  }

  private static long whenItStandsStill() {
    AtomicLong last = new AtomicLong(-1);
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(2))
        .until(
            () -> {
              long now = readingsServed();
              return last.getAndSet(now) == now;
            });
    return last.get();
  }

  private static long readingsServed() {
    return metric("tidewire_query_readings_total");
  }

  private static long metric(String prefix) {
    return given()
        .get(Management.uri("/q/metrics"))
        .asString()
        .lines()
        .filter(line -> line.startsWith(prefix))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
