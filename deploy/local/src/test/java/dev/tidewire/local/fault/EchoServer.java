package dev.tidewire.local.fault;

import dev.tidewire.local.machine.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Sends back what it receives, and closes when its client does. */
final class EchoServer implements AutoCloseable {
  private final Listener listener;

  EchoServer() throws IOException {
    listener =
        new Listener(
            new ServerSocket(Ports.free(), 10, InetAddress.getLoopbackAddress()),
            EchoServer::startEcho);
  }

  int port() {
    return listener.port();
  }

  private static void startEcho(Socket client) {
    Thread thread = new Thread(() -> echo(client), "echo");
    thread.setDaemon(true);
    thread.start();
  }

  private static void echo(Socket client) {
    try (client) {
      client.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException e) {
      // The other side is gone; the tests cause that.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
