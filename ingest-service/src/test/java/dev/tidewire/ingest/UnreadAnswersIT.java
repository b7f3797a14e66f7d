package dev.tidewire.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.platform.http.RawHttp2;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A client that reads no answers gets no more of them made than the network holds. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class UnreadAnswersIT {
  /** Their answers are some 20 MB, several times what the buffers of a connection hold. */
  private static final int REQUESTS = 60_000;

  /** In bytes; several times what the buffers of a connection hold. */
  private static final long MUCH = 100_000_000;

  private static final Duration STANDSTILL = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern COUNT =
      Pattern.compile("tidewire_ingest_requests_total\\{[^}]*status=\"400\"} (\\S+)");

  @TestHTTPResource("/v1/readings")
  URI uri;

  @Test
  void requestsWaitUntilTheAnswersBeforeAreRead() throws IOException {
    // Given
    ReadingsClient client = ReadingsClient.ready(uri);
    String request =
        "POST /v1/readings HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            + "Content-Length: 2\r\n";
    double before = answered(client);
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(4_096);
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));

      // When
      CompletableFuture<Void> sent =
          CompletableFuture.runAsync(
              () -> {
                send(socket, (request + "\r\n{}").repeat(REQUESTS - 1));
                send(socket, request + "Connection: close\r\n\r\n{}");
              });
      awaitRest(client, before);

      // Then
      assertThat(answered(client) - before).isBetween(1.0, REQUESTS / 2.0);
      assertThat(
              client.post(ReadingsClient.JSON, "{\"sensor\":\"beside\",\"value\":1}").statusCode())
          .isEqualTo(202);

      // And
      BufferedReader answers =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      assertThat(answers.lines().filter(line -> line.contains("HTTP/1.1 400 ")).count())
          .isEqualTo(REQUESTS);
      assertThat(answered(client) - before).isEqualTo(REQUESTS);
      sent.join();
    }
  }

  /** What a service does not read waits in the buffers of the network, not in its memory. */
  @Test
  void aClientThatReadsNothingCanSendLittle() throws IOException {
    // Given
    var unused = ReadingsClient.ready(uri);
    ByteBuffer requests =
        ByteBuffer.wrap(
            "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n".repeat(2_000).getBytes(US_ASCII));
    try (SocketChannel socket =
        SocketChannel.open(new InetSocketAddress(uri.getHost(), uri.getPort()))) {
      socket.configureBlocking(false);

      // When
      long sent = 0;
      long lastWrite = System.nanoTime();
      while (sent < MUCH && System.nanoTime() - lastWrite < STANDSTILL.toNanos()) {
        if (!requests.hasRemaining()) {
          requests.rewind();
        }
        int written = socket.write(requests);
        sent += written;
        lastWrite = written > 0 ? System.nanoTime() : lastWrite;
      }

      // Then
      assertThat(sent).isLessThan(MUCH / 2);
    }
  }

  /** Their room is that of the answers, which over HTTP/2 wait in this process. */
  @Test
  void answersThatAreNotTakenHoldTheirRoomUntilTheClientHasGone() throws IOException {
    // Given
    ReadingsClient client = ReadingsClient.ready(uri);
    try (RawHttp2 connection = new RawHttp2(uri)) {
      connection.readNoBodies();

      // When
      for (int i = 0; i < 5; i++) {
        connection.post(2 * i + 1, "/v1/readings", "{\"sensor\":\"unread\",\"value\":1}");
      }

      // Then
      await().until(() -> client.metrics().contains("tidewire_ingest_inflight_requests 5.0"));
    }
    await().until(() -> client.metrics().contains("tidewire_ingest_inflight_requests 0.0"));
  }

  private static void send(Socket socket, String bytes) {
    try {
      socket.getOutputStream().write(bytes.getBytes(US_ASCII));
    } catch (IOException hungUp) {
      throw new UncheckedIOException(hungUp);
    }
  }

  /** Until no more answers are made. */
  private static void awaitRest(ReadingsClient client, double before) {
    double[] last = {-1};
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              double now = answered(client);
              boolean rests = now > before && now == last[0];
              last[0] = now;
              return rests;
            });
  }

  private static double answered(ReadingsClient client) {
    Matcher count = COUNT.matcher(client.metrics());
    double sum = 0;
    while (count.find()) {
      sum += Double.parseDouble(count.group(1));
    }
    return sum;
  }
}
