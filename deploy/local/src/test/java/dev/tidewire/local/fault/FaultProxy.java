package dev.tidewire.local.fault;

import dev.tidewire.local.machine.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy on 127.0.0.1 that simulates network faults. They can change at any time and from any
 * thread. At first it passes everything. Faults add up until {@link #heal}.
 */
public final class FaultProxy implements AutoCloseable {
  /** An outgoing connection of another process may hold the port for a moment. */
  private static final Duration LISTEN_TIMEOUT = Duration.ofSeconds(30);

  private static final int BACKLOG = 128;

  private final InetSocketAddress address;
  private final InetSocketAddress target;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private volatile Traffic traffic = Traffic.FREE;
  private boolean swallowing;
  private @Nullable Listener listener;

  /**
   * Listens immediately.
   *
   * @param port where clients connect
   * @param targetPort where the server listens, now or later
   */
  public FaultProxy(int port, int targetPort) {
    address = new InetSocketAddress(loopback(), port);
    target = new InetSocketAddress(loopback(), targetPort);
    listen();
  }

  /** Listens immediately, on a port that was free. */
  public static FaultProxy inFrontOf(int targetPort) {
    try {
      return new FaultProxy(Ports.free(), targetPort);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot find a free port", e);
    }
  }

  private static InetAddress loopback() {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    } catch (IOException e) {
      throw new UncheckedIOException("127.0.0.1 is not accepted as an address", e);
    }
  }

  /** Where clients connect. */
  public int port() {
    return address.getPort();
  }

  /** The connections that are open, blackholes included. */
  public int connections() {
    return links.size();
  }

  /** Passes everything again; connections that were cut or are blackholes stay that way. */
  public synchronized void heal() {
    traffic = Traffic.FREE;
    swallowing = false;
    listen();
  }

  /** Delays every byte by so much; the throughput stays the same. */
  public synchronized void delay(Duration toServer, Duration toClient) {
    traffic = new Traffic(toServer, toClient, traffic.bytesPerSecond());
  }

  /** Limits each direction of each connection to so many bytes per second; at least 1. */
  public synchronized void throttle(int bytesPerSecond) {
    traffic = new Traffic(traffic.toServer(), traffic.toClient(), bytesPerSecond);
  }

  /** Resets all connections; new ones work as before. */
  public synchronized void cut() {
    links.forEach(Link::cut);
  }

  /** Refuses new connections; open ones stay. */
  public void refuse() {
    Listener old = removeListener();
    if (old != null) {
      close(old);
    }
  }

  private synchronized @Nullable Listener removeListener() {
    Listener old = listener;
    listener = null;
    return old;
  }

  /**
   * From now on, the open connections swallow all bytes, and neither side learns that the other has
   * closed. New connections work.
   */
  public synchronized void blackholeExisting() {
    links.forEach(Link::blackhole);
  }

  /** Like {@link #blackholeExisting}, and also for new connections. */
  public synchronized void blackholeAll() {
    swallowing = true;
    blackholeExisting();
  }

  private synchronized void listen() {
    if (listener != null) {
      return;
    }
    ServerSocket socket =
        Awaitility.await().atMost(LISTEN_TIMEOUT).ignoreExceptions().until(this::bind, s -> true);
    listener = new Listener(socket, this::connect);
  }

  private ServerSocket bind() throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(address, BACKLOG);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private synchronized void connect(Socket client) {
    Link link = new Link(client, target, () -> traffic, swallowing, links::remove);
    links.add(link);
    link.start();
  }

  /** Must be called without the monitor, which a connection needs while it is accepted. */
  private static void close(Listener listener) {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close a listener", e);
    }
  }

  /** Closes everything. */
  @Override
  public void close() {
    refuse();
    cut();
  }
}
