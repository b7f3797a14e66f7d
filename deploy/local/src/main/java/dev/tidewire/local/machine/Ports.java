package dev.tidewire.local.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of this machine's loopback address. */
public final class Ports {
  private static final int CONNECT_TIMEOUT_MS = 1000;
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  /**
   * Below the ports that Linux and macOS give to outgoing connections: one of those would keep a
   * server from its port, or connect to itself when it is tried while the server is away.
   */
  private static final int FIRST = 20_000;

  private static final int LAST = 32_000;

  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /** A port that nobody listens on, another one at each call. */
  public static int free() throws IOException {
    for (int tries = 0; tries < LAST - FIRST; tries++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      if (isFree(port) && GIVEN.add(port)) {
        return port;
      }
    }
    throw new IOException("no port from " + FIRST + " to " + LAST + " is free");
  }

  /** Whether someone listens on the port. */
  public static boolean isOpen(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), CONNECT_TIMEOUT_MS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether we may listen on the port. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = listen(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static ServerSocket listen(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getByAddress(LOOPBACK));
  }
}
