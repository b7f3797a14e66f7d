package dev.tidewire.local.fault;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewire.local.machine.Ports;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

/** On a machine that is busy, where the waiting thread hears late that its socket was closed. */
class ListenerIT {
  private List<Thread> busy = List.of();

  @BeforeEach
  void keepBusy() {
    int threads = 3 * Runtime.getRuntime().availableProcessors();
    busy = Stream.generate(() -> new Thread(ListenerIT::spin)).limit(threads).toList();
    busy.forEach(Thread::start);
  }

  private static void spin() {
    while (!Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
  }

  @AfterEach
  void rest() throws InterruptedException {
    for (Thread thread : busy) {
      thread.interrupt();
      thread.join();
    }
  }

  @RepeatedTest(20)
  void closed_takesNoConnection() throws IOException {
    // Given
    List<Socket> taken = new ArrayList<>();
    ServerSocket socket = new ServerSocket(Ports.free(), 10, InetAddress.getLoopbackAddress());
    Listener listener = new Listener(socket, taken::add);
    new Socket(InetAddress.getLoopbackAddress(), listener.port()).close();

    // When
    listener.close();

    // Then
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), listener.port()).close())
        .isInstanceOf(ConnectException.class);
    for (Socket connection : taken) {
      connection.close();
    }
  }
}
