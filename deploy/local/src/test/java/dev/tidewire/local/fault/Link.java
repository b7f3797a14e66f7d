package dev.tidewire.local.fault;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One connection through a {@link FaultProxy}, from a client to the server. */
final class Link {
  private static final int CONNECT_TIMEOUT_MS = 5_000;

  /** What a thread of the link does. */
  interface Task {
    void run() throws IOException, InterruptedException;
  }

  private final Socket client;
  private final Socket server = new Socket();
  private final InetSocketAddress target;
  private final Supplier<Traffic> traffic;
  private final Consumer<Link> whenOver;
  private final AtomicInteger directions = new AtomicInteger(2);
  private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
  private volatile boolean blackhole;

  Link(
      Socket client,
      InetSocketAddress target,
      Supplier<Traffic> traffic,
      boolean blackhole,
      Consumer<Link> whenOver) {
    this.client = client;
    this.target = target;
    this.traffic = traffic;
    this.blackhole = blackhole;
    this.whenOver = whenOver;
  }

  /** Connects to the server in the background, and then passes bytes. */
  void start() {
    run("connect", this::connect);
  }

  private void connect() throws IOException {
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    server.connect(target, CONNECT_TIMEOUT_MS);
    new Pump(this, client, server, traffic, Traffic::toServer).start();
    new Pump(this, server, client, traffic, Traffic::toClient).start();
  }

  /** A task that fails cuts the link, unless it is a blackhole. */
  void run(String name, Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException e) {
                if (!blackhole) {
                  cut();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "fault-proxy-" + name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  boolean isBlackhole() {
    return blackhole;
  }

  /** From now on, the bytes of both sides are swallowed. Nothing ends this state. */
  void blackhole() {
    blackhole = true;
  }

  /** Resets both sides. */
  void cut() {
    whenOver.accept(this);
    reset(client);
    reset(server);
    threads.forEach(Thread::interrupt);
  }

  /** One direction has ended without a fault. */
  void ended() {
    if (directions.decrementAndGet() == 0) {
      whenOver.accept(this);
      close(client);
      close(server);
    }
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // It is closed already, or was never connected.
      return;
    } finally {
      close(socket);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException("cannot close a socket", e);
    }
  }
}
