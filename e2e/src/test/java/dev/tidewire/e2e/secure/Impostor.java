package dev.tidewire.e2e.secure;

import dev.tidewire.local.tls.Identity;
import java.io.IOException;
import java.net.InetAddress;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A server that shows a certificate to whoever connects, and says nothing more. */
final class Impostor implements AutoCloseable {
  private static final int BACKLOG = 50;

  private final SSLServerSocket server;

  Impostor(int port, Identity identity) throws IOException {
    SSLContext context = Trust.showing(identity);
    server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(port, BACKLOG, InetAddress.getByName("127.0.0.1"));
    Thread thread = new Thread(this::accept, "impostor");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try (SSLSocket client = (SSLSocket) server.accept()) {
        client.startHandshake();
      } catch (IOException refusedOrClosed) {
        // The next one comes soon.
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
