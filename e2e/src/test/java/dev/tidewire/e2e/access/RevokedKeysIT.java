package dev.tidewire.e2e.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tidewire.e2e.stack.Calm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that are taken out of the file while they are in use. */
@ExtendWith(Calm.class)
class RevokedKeysIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Secured SECURED = Secured.shared();

  /**
   * More than the buffers of both sides hold, so that an answer is open until somebody reads it.
   */
  @BeforeAll
  static void store() {
    for (int batch = 0; batch < 30; batch++) {
      assertThat(SECURED.post(batch(batch), "ingest").status()).isEqualTo(202);
    }
    await()
        .atMost(PATIENCE)
        .until(() -> SECURED.ask("/v1/latest?sensor=lyon/long", "query").body().contains("299999"));
  }

  @Test
  void aRevokedKeyIsWorthNothingWithinSeconds() {
    // Given
    SECURED.keys().with("short", "query", List.of("*")).write();
    await().atMost(PATIENCE).until(() -> SECURED.ask("/v1/sensors", "short").status() == 200);

    // When
    SECURED.keys().without("short").write();

    // Then
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> SECURED.ask("/v1/sensors", "short").status() == 401);
    assertThat(SECURED.ask("/v1/sensors", "query").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/csv", "application/x-ndjson"})
  void anAnswerThatIsStillBeingSentIsCutWhenItsKeyIsRevoked(String type) throws IOException {
    // Given
    SECURED.keys().with("streaming", "query", List.of("*")).write();
    await().atMost(PATIENCE).until(() -> SECURED.ask("/v1/sensors", "streaming").status() == 200);
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(4_096);
      socket.connect(new InetSocketAddress("127.0.0.1", SECURED.query().http().port()));
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket
          .getOutputStream()
          .write(
              """
              GET /v1/readings?sensor=lyon/long HTTP/1.1\r
              Host: query\r
              Accept: %s\r
              X-API-Key: %s\r
              \r
              """
                  .formatted(type, KeyFile.key("streaming"))
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readNBytes(100), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 200");

      // When
      SECURED.keys().without("streaming").write();
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> SECURED.ask("/v1/sensors", "streaming").status() == 401);

      // Then
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> hasNoStreams(SECURED.query().management().get("/q/metrics").body()));
      assertThat(rest(socket)).doesNotEndWith("\r\n0\r\n\r\n");
    }
  }

  @Test
  void anAnswerOverHttp2IsCutToo() throws Exception {
    // Given
    SECURED.keys().with("streaming", "query", List.of("*")).write();
    await().atMost(PATIENCE).until(() -> SECURED.ask("/v1/sensors", "streaming").status() == 200);
    HttpResponse<InputStream> answer =
        littleAtATime(
            HttpRequest.newBuilder(
                    URI.create(
                        "http://127.0.0.1:%d/v1/readings?sensor=lyon/long"
                            .formatted(SECURED.query().http().port())))
                .header("Accept", "text/csv")
                .header("X-API-Key", KeyFile.key("streaming"))
                .build());
    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(answer.body().readNBytes(100)).hasSize(100);

    // When
    SECURED.keys().without("streaming").write();
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> hasNoStreams(SECURED.query().management().get("/q/metrics").body()));

    // Then
    assertThatThrownBy(() -> answer.body().transferTo(OutputStream.nullOutputStream()))
        .isInstanceOf(IOException.class);
  }

  /** By itself the client would take the whole answer before anybody reads it. */
  private static HttpResponse<InputStream> littleAtATime(HttpRequest request) throws Exception {
    System.setProperty("jdk.httpclient.windowsize", "16384");
    System.setProperty("jdk.httpclient.connectionWindowSize", "65536");
    try {
      return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
    } finally {
      System.clearProperty("jdk.httpclient.windowsize");
      System.clearProperty("jdk.httpclient.connectionWindowSize");
    }
  }

  private static boolean hasNoStreams(String metrics) {
    return metrics.lines().anyMatch("tidewire_query_streams 0.0"::equals);
  }

  /** What still arrives until the connection ends, in whichever way. */
  private static String rest(Socket socket) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(all);
    } catch (SocketException reset) {
      return all.toString(StandardCharsets.US_ASCII);
    }
    return all.toString(StandardCharsets.US_ASCII);
  }

  private static String batch(int number) {
    return IntStream.range(number * 10_000, (number + 1) * 10_000)
        .mapToObj(
            i ->
                "{\"sensor\":\"lyon/long\",\"time\":%d,\"value\":%d}"
                    .formatted(1_790_000_000_000L + i, i))
        .collect(Collectors.joining(",", "[", "]"));
  }
}
