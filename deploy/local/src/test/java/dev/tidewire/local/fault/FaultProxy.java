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
 * A TCP proxy on 127.0.0.1 that does to its connections what networks do, switchable at any time
 * and from any thread. At first it passes everything. Faults add up until {@link #heal}.
 */
public final class FaultProxy implements AutoCloseable {
  /** Somebody's outgoing connection may hold the port for a moment. */
  private static final Duration LISTEN_TIMEOUT = Duration.ofSeconds(30);

  private static final int BACKLOG = 128;

  private final InetSocketAddress address;
  private final InetSocketAddress target;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private volatile Traffic traffic = Traffic.FREE;
  private boolean swallowing;
  private @Nullable Listener listener;

  /**
   * Listens at once.
   *
   * @param port where clients connect
   * @param targetPort where the server listens, now or later
   */
  public FaultProxy(int port, int targetPort) {
    address = new InetSocketAddress(loopback(), port);
    target = new InetSocketAddress(loopback(), targetPort);
    listen();
  }

  /** Listens at once, on a port that was free. */
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
      throw new UncheckedIOException("four bytes are no address", e);
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

  /** Passes everything again; connections that were cut or swallowed stay so. */
  public synchronized void heal() {
    traffic = Traffic.FREE;
    swallowing = false;
    listen();
  }

  /** Every byte takes so much longer, in each direction; as many bytes a second pass as before. */
  public synchronized void delay(Duration toServer, Duration toClient) {
    traffic = new Traffic(toServer, toClient, traffic.bytesPerSecond());
  }

  /** No more than so many bytes a second pass in each direction of a connection; at least 1. */
  public synchronized void throttle(int bytesPerSecond) {
    traffic = new Traffic(traffic.toServer(), traffic.toClient(), bytesPerSecond);
  }

  /** Resets all connections; new ones are taken as before. */
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
   * Bytes on the open connections are taken from now on, but never answered, and nobody hears that
   * the other side has closed. New connections work.
   */
  public synchronized void blackholeExisting() {
    links.forEach(Link::blackhole);
  }

  /** Like {@link #blackholeExisting}, for the connections to come as well. */
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

  /** Not while holding the monitor, which a connection that is being taken needs. */
  private static void close(Listener listener) {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a listener cannot be closed", e);
    }
  }

  /** Closes everything. */
  @Override
  public void close() {
    refuse();
    cut();
  }
}
