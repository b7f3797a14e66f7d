package dev.tidewire.local.fault;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Accepts the connections to a port, in a thread of its own, until it is closed. It accepts none
 * after that: a thread that waits for a connection can still get one for a while after its socket
 * was closed, so it is not enough to close the socket.
 */
final class Listener implements AutoCloseable {

  /** Takes the connections; must not wait for the thread that closes the listener. */
  interface Connections {
    void take(Socket connection) throws IOException;
  }

  private final ServerSocket socket;
  private final Thread thread;

  /** Starts immediately, and owns the socket. */
  Listener(ServerSocket socket, Connections connections) {
    this.socket = socket;
    thread = new Thread(() -> accept(connections), "listener-" + socket.getLocalPort());
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  private void accept(Connections connections) {
    while (true) {
      try {
        connections.take(socket.accept());
      } catch (IOException e) {
        // The socket was closed.
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted before the listener had ended", e);
    }
  }
}
