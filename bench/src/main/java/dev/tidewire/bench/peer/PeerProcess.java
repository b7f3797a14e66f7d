package dev.tidewire.bench.peer;

import dev.tidewire.bench.load.HttpConnection;
import dev.tidewire.bench.load.LineBatches;
import dev.tidewire.bench.load.Load;
import dev.tidewire.bench.load.LoadResult;
import dev.tidewire.bench.load.ReadingStream;
import dev.tidewire.bench.load.StreamRequests;
import dev.tidewire.bench.machine.ResidentMemory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A running peer, on a free port of 127.0.0.1. */
public final class PeerProcess implements AutoCloseable {
  private static final long KIB = 1024;
  private static final int WRITTEN = 204;
  private static final int OK = 200;
  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** CPU of a second in which it does nothing of note. */
  private static final Duration AT_REST = Duration.ofMillis(50);

  /** Longer than a peer waits before it puts its files in order. */
  private static final int REST_SECONDS = 6;

  private static final int LONGEST_SECONDS = 300;

  private final PeerKind kind;
  private final Path data;
  private final int port;
  private final Process process;

  PeerProcess(PeerKind kind, Path program, Path data) throws IOException, InterruptedException {
    this.kind = kind;
    this.data = data;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(kind.arguments(port, data));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(data.resolveSibling(data.getFileName() + ".log").toFile());
    builder.environment().putAll(kind.environment(port, data));
    process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "stop-peer"));
    awaitPort();
    if (!kind.preparePath().isEmpty()) {
      HttpConnection.order(port, kind.preparePath(), OK);
    }
  }

  private void awaitPort() throws IOException, InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (!isListening()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IOException(kind.command() + " does not start; see " + data + ".log");
      }
      Thread.sleep(50);
    }
  }

  private boolean isListening() {
    try (HttpConnection connection = new HttpConnection(port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Posts the next batches of the stream as line protocol. */
  public LoadResult post(ReadingStream stream, int connections, long batches)
      throws IOException, InterruptedException {
    return posting(stream, connections).run(batches);
  }

  /** Posts batches of the stream as line protocol for this duration. */
  public LoadResult post(ReadingStream stream, int connections, Duration duration)
      throws IOException, InterruptedException {
    return posting(stream, connections).runFor(duration);
  }

  private Load posting(ReadingStream stream, int connections) {
    LineBatches lines = new LineBatches(stream.workload().series());
    List<StreamRequests> requests =
        IntStream.range(0, connections)
            .mapToObj(number -> new StreamRequests(stream, lines, kind.writePath()))
            .toList();
    return new Load(port, requests, WRITTEN);
  }

  /** Returns when it has flushed and compacted what it does of itself. */
  public void settle() throws IOException, InterruptedException {
    if (!kind.flushPath().isEmpty()) {
      HttpConnection.text(port, kind.flushPath());
    }
    int atRest = 0;
    for (int second = 0; atRest < REST_SECONDS && second < LONGEST_SECONDS; second++) {
      Duration before = cpu();
      Thread.sleep(SECOND.toMillis());
      atRest = cpu().minus(before).compareTo(AT_REST) < 0 ? atRest + 1 : 0;
    }
  }

  /** User and system time since its start. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** What it keeps in memory. */
  public long residentBytes() {
    return ResidentMemory.ofProcess(process.pid());
  }

  /** What its files take up, holes in them not counted. */
  public long diskBytes() throws IOException {
    Process du = new ProcessBuilder("du", "-sk", data.toString()).start();
    String kibibytes = new String(du.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return Long.parseLong(kibibytes.split("\\s", 2)[0]) * KIB;
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    try {
      process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
      Peer.delete(data);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
