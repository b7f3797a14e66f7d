package dev.tidewire.local.fault;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewire.local.machine.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ListenerIT {
  private final CountDownLatch taken = new CountDownLatch(1);
  private final CountDownLatch handled = new CountDownLatch(1);

  @Test
  void close_returnsWhenItsThreadHasEnded() throws Exception {
    // Given
    ServerSocket socket = new ServerSocket(Ports.free(), 10, InetAddress.getLoopbackAddress());
    Listener listener = new Listener(socket, this::handle);
    connect(listener);
    taken.await();

    // When
    CompletableFuture<Void> closed = CompletableFuture.runAsync(() -> close(listener));

    // Then
    assertThat(closed)
        .failsWithin(Duration.ofMillis(200))
        .withThrowableOfType(TimeoutException.class);
    handled.countDown();
    closed.get(10, SECONDS);
    assertThatThrownBy(() -> connect(listener)).isInstanceOf(ConnectException.class);
  }

  private void handle(Socket connection) throws IOException {
    connection.close();
    taken.countDown();
    try {
      handled.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void connect(Listener listener) throws IOException {
    new Socket(InetAddress.getLoopbackAddress(), listener.port()).close();
  }

  private static void close(Listener listener) {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
