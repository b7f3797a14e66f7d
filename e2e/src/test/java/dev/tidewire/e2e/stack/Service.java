package dev.tidewire.e2e.stack;

import dev.tidewire.local.QuarkusService;
import dev.tidewire.local.fault.Freeze;
import dev.tidewire.local.machine.Ports;
import dev.tidewire.local.process.ChildProcess;
import dev.tidewire.local.process.StartFailedException;
import dev.tidewire.local.process.Startup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One of the packaged services, started as the local stack starts it. */
public final class Service {
  private static final Duration READY_TIMEOUT = Duration.ofSeconds(90);

  /**
   * How long an event loop may be busy with one thing. Whoever waits for a broker or database that
   * is gone waits longer; a machine with too little CPU for all of this seldom makes us so slow.
   */
  private static final Map<String, String> WATCHED_EVENT_LOOPS =
      Map.of(
          "quarkus.vertx.max-event-loop-execute-time", "1s",
          // Also how often the checker looks.
          "quarkus.vertx.warning-exception-time", "100ms");

  private static final Pattern OUT_OF_MEMORY = Pattern.compile("OutOfMemoryError");
  private static final Pattern BLOCKED =
      Pattern.compile("has been blocked for|BlockedThreadChecker");

  private final QuarkusService server;
  private final Path log;
  private final Excuses excuses = new Excuses();
  private LocalDateTime frozenSince = LocalDateTime.MAX;
  private final Http http;
  private @Nullable ChildProcess process;

  /**
   * @param name the first part of its module's name
   * @param logs the folder of its log
   * @param properties configuration beside that of every service
   */
  Service(String name, Path logs, Map<String, String> properties) {
    int port = freePort();
    Map<String, String> all = new TreeMap<>(WATCHED_EVENT_LOOPS);
    all.putAll(properties);
    Path jar =
        Path.of(System.getProperty("tidewire.root"))
            .resolve(name + "-service/target/quarkus-app/quarkus-run.jar");
    log = logs.resolve(name + "-" + port + ".log");
    server = new QuarkusService(name, jar, port, all, log);
    http = new Http(URI.create("http://127.0.0.1:" + port));
  }

  private static int freePort() {
    try {
      return Ports.free();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot find a free port", e);
    }
  }

  public String name() {
    return server.name();
  }

  public Http http() {
    return http;
  }

  /** The process that it is now; another number means that it was started again. */
  public long pid() {
    return running().pid();
  }

  public boolean isAlive() {
    return running().isAlive();
  }

  /** Starts the process and does not wait for it. */
  void launch() {
    excuses.started();
    try {
      process = ChildProcess.start(server.prepare());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name(), e);
    }
  }

  /** Returns when it is ready. */
  void awaitReady() {
    try {
      Startup.await(server, running(), READY_TIMEOUT);
    } catch (StartFailedException e) {
      throw new IllegalStateException(e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the log of " + name(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + name() + " started", e);
    }
  }

  /** Starts it again after it has ended, and returns when it is ready. */
  public void start() {
    launch();
    awaitReady();
  }

  /**
   * Ends it with SIGTERM.
   *
   * @return how long it took to end
   */
  public Duration stop() {
    long start = System.nanoTime();
    running().stop();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** What it has ended with; 137 when it had to be killed. */
  public int exitCode() {
    return running().exitCode();
  }

  /** Ends it with SIGKILL. */
  public void kill() {
    if (process != null) {
      process.kill();
    }
  }

  /** Stops it in the middle of whatever it does. */
  public void freeze() {
    frozenSince = LocalDateTime.now();
    Freeze.freeze(pid());
  }

  /** Lets it go on. */
  public void thaw() {
    Freeze.thaw(pid());
    excuses.since(frozenSince);
  }

  /** Lines that tell of a blocked event loop, or of memory that has run out. */
  List<String> troubles(int from) {
    List<String> lines = logLines();
    return lines.subList(from, lines.size()).stream()
        .filter(
            line ->
                OUT_OF_MEMORY.matcher(line).find()
                    || BLOCKED.matcher(line).find() && !excuses.cover(line))
        .toList();
  }

  /** Its resident memory in bytes, as the system counts it. */
  public long residentBytes() {
    try {
      Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid())).start();
      String kilobytes = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return Long.parseLong(kilobytes.strip()) << 10;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run ps", e);
    }
  }

  public Answer live() {
    return http.get("/q/health/live");
  }

  public Answer ready() {
    return http.get("/q/health/ready");
  }

  /** A metric's value, summed over its tags. */
  public double metric(String name) {
    return http.get("/q/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** All that it has written since it was first started. */
  public List<String> logLines() {
    try {
      return Files.readAllLines(log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + log, e);
    }
  }

  private ChildProcess running() {
    if (process == null) {
      throw new IllegalStateException(name() + " was never started");
    }
    return process;
  }
}
