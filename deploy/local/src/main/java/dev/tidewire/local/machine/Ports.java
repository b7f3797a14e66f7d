package dev.tidewire.local.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of this machine's loopback address. */
public final class Ports {
  private static final int CONNECT_TIMEOUT_MS = 1000;
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  /**
   * Below the ports that Linux and macOS give to outgoing connections. An outgoing connection could
   * hold the port of a server that restarts, or connect to itself while the server is down.
   */
  private static final int FIRST = 20_000;

  private static final int LAST = 32_000;

  /** How many ports a process takes at a time. */
  private static final int BLOCK = 50;

  private static final List<Integer> ours = new ArrayList<>();

  /** One for each block of this process, so that no other process takes the block. */
  private static final List<ServerSocket> guards = new ArrayList<>();

  private Ports() {}

  /**
   * A port that nobody listens on. Returns no port twice, and no port that another live process got
   * from this method, even if the server of that process is down at the moment.
   */
  public static synchronized int free() throws IOException {
    for (int tries = 0; tries < LAST - FIRST; tries++) {
      if (ours.isEmpty()) {
        takeBlock();
      }
      int port = ours.remove(ours.size() - 1);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IOException("no port from " + FIRST + " to " + LAST + " is free");
  }

  /** A block belongs to the process that listens on its first port. */
  private static void takeBlock() throws IOException {
    int blocks = (LAST - FIRST) / BLOCK;
    int any = ThreadLocalRandom.current().nextInt(blocks);
    for (int i = 0; i < blocks; i++) {
      int first = FIRST + (any + i) % blocks * BLOCK;
      try {
        guards.add(listen(first));
      } catch (IOException taken) {
        continue;
      }
      for (int port = first + 1; port < first + BLOCK; port++) {
        ours.add(port);
      }
      return;
    }
    throw new IOException("other processes have all ports from " + FIRST + " to " + LAST);
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
