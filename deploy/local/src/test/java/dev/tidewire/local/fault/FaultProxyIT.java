package dev.tidewire.local.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tidewire.local.machine.Ports;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyIT {
  private static final int SOON_MS = 300;
  private static final int PATIENCE_MS = 10_000;

  private EchoServer server;
  private FaultProxy proxy;

  @BeforeEach
  void open() throws IOException {
    server = new EchoServer();
    proxy = new FaultProxy(Ports.free(), server.port());
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    server.close();
  }

  @Test
  void passesBytesAndTheEndOfThem() throws IOException {
    try (Socket client = connect()) {
      // When
      String answer = echo(client, "hello");
      client.shutdownOutput();

      // Then
      assertThat(answer).isEqualTo("hello");
      assertThat(client.getInputStream().read()).isEqualTo(-1);
      await().until(() -> proxy.connections() == 0);
    }
  }

  @Test
  void delay_holdsUpEveryByteInBothDirections() throws IOException {
    try (Socket client = connect()) {
      // When
      proxy.delay(Duration.ofMillis(200), Duration.ofMillis(300));
      Duration slow = timeOf(client, "slow");
      proxy.heal();
      Duration fast = timeOf(client, "fast");

      // Then
      assertThat(slow).isGreaterThanOrEqualTo(Duration.ofMillis(500));
      assertThat(fast).isLessThan(Duration.ofMillis(400));
    }
  }

  @Test
  void throttle_letsOnlySoManyBytesASecondPass() throws IOException {
    try (Socket client = connect()) {
      // When
      proxy.throttle(100_000);
      Duration took = timeOf(client, "x".repeat(60_000));

      // Then
      assertThat(took).isGreaterThan(Duration.ofMillis(500));
    }
  }

  @Test
  void cut_resetsWhatIsOpenAndTakesNewConnections() throws IOException {
    try (Socket client = connect();
        Socket other = connect()) {
      echo(client, "before");
      echo(other, "before");

      // When
      proxy.cut();

      // Then
      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
      assertThatThrownBy(() -> other.getInputStream().read()).isInstanceOf(SocketException.class);
      try (Socket fresh = connect()) {
        assertThat(echo(fresh, "after")).isEqualTo("after");
      }
    }
  }

  @Test
  void refuse_turnsNewConnectionsAwayUntilHealed() throws IOException {
    try (Socket client = connect()) {
      echo(client, "before");

      // When
      proxy.refuse();

      // Then
      assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
      assertThat(echo(client, "still there")).isEqualTo("still there");
      proxy.heal();
      try (Socket fresh = connect()) {
        assertThat(echo(fresh, "after")).isEqualTo("after");
      }
    }
  }

  @Test
  void blackholeExisting_neitherAnswersNorClosesWhatIsOpen() throws IOException {
    try (Socket client = connect()) {
      echo(client, "before");

      // When
      proxy.blackholeExisting();
      proxy.heal();
      client.getOutputStream().write("into the void".getBytes(US_ASCII));
      client.shutdownOutput();

      // Then
      client.setSoTimeout(SOON_MS);
      assertThatThrownBy(() -> client.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      try (Socket fresh = connect()) {
        assertThat(echo(fresh, "after")).isEqualTo("after");
      }
    }
  }

  @Test
  void blackholeAll_swallowsNewConnectionsToo() throws IOException {
    // Given
    proxy.blackholeAll();

    try (Socket client = connect()) {
      // When
      client.getOutputStream().write("into the void".getBytes(US_ASCII));

      // Then
      client.setSoTimeout(SOON_MS);
      assertThatThrownBy(() -> client.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      proxy.heal();
      try (Socket fresh = connect()) {
        assertThat(echo(fresh, "after")).isEqualTo("after");
      }
    }
  }

  @Test
  void aServerThatIsAway_cutsTheClientOff() throws IOException {
    // Given
    server.close();

    // When
    try (Socket client = connect()) {

      // Then
      assertThatThrownBy(() -> echo(client, "anybody?")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void close_leavesNoConnection() throws IOException {
    try (Socket client = connect()) {
      echo(client, "before");

      // When
      proxy.close();

      // Then
      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
      assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
      assertThat(proxy.connections()).isZero();
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket("127.0.0.1", proxy.port());
    socket.setSoTimeout(PATIENCE_MS);
    return socket;
  }

  private static Duration timeOf(Socket client, String text) throws IOException {
    long start = System.nanoTime();
    echo(client, text);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static String echo(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(US_ASCII));
    byte[] answer = client.getInputStream().readNBytes(text.length());
    if (answer.length < text.length()) {
      throw new IOException("the connection was closed");
    }
    return new String(answer, US_ASCII);
  }
}
