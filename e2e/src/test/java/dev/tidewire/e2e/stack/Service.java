package dev.tidewire.e2e.stack;

import static org.awaitility.Awaitility.await;

import dev.tidewire.local.ServicePorts;
import dev.tidewire.local.fault.Freeze;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A service, running as a process or container. */
public final class Service {
  private static final Pattern OUT_OF_MEMORY = Pattern.compile("OutOfMemoryError");
  private static final Pattern BLOCKED =
      Pattern.compile("has been blocked for|BlockedThreadChecker");

  private final String name;
  private final Runner runner;
  private final Excuses excuses = new Excuses();
  private LocalDateTime frozenSince = LocalDateTime.MAX;
  private final Http http;
  private final Http management;

  /**
   * @param name the first part of its module's name
   * @param ports where it listens
   */
  Service(String name, ServicePorts ports, Runner runner) {
    this.name = name;
    this.runner = runner;
    http = new Http(URI.create("http://127.0.0.1:" + ports.http()));
    management = new Http(URI.create("http://127.0.0.1:" + ports.management()));
  }

  public String name() {
    return name;
  }

  /** Where its clients reach it. */
  public Http http() {
    return http;
  }

  /** Where operators reach it. */
  public Http management() {
    return management;
  }

  /** The ID of its process, which changes when it is started again. */
  public long pid() {
    return runner.pid();
  }

  public boolean isAlive() {
    return runner.isAlive();
  }

  /** Starts the process and does not wait for it. */
  public void launch() {
    excuses.started();
    runner.launch();
  }

  /** Returns when it is ready. */
  public void awaitReady() {
    runner.awaitReady();
  }

  /** Starts it, for the first time or again, and returns when it is ready. */
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
    runner.stop();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** The exit code of its process; 137 when it had to be killed. */
  public int exitCode() {
    return runner.exitCode();
  }

  /** Ends it with SIGKILL. */
  public void kill() {
    runner.kill();
  }

  /** Suspends it with SIGSTOP. */
  public void freeze() {
    frozenSince = LocalDateTime.now();
    Freeze.freeze(pid());
  }

  /** Resumes it with SIGCONT. */
  public void thaw() {
    Freeze.thaw(pid());
    excuses.since(frozenSince);
  }

  /** Log lines that report a blocked event loop, or that memory has run out. */
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

  /**
   * Its anonymous memory in bytes, which cannot be evicted when a container's memory is full. On
   * Linux.
   */
  public long anonymousBytes() {
    try (Stream<String> status = Files.lines(Path.of("/proc/" + pid() + "/status"))) {
      String line = status.filter(some -> some.startsWith("RssAnon:")).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("\\D", "")) << 10;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the memory of " + name, e);
    }
  }

  public Answer live() {
    return management.get("/q/health/live");
  }

  public Answer ready() {
    return management.get("/q/health/ready");
  }

  /** A metric's value, summed over its tags. */
  public double metric(String name) {
    return management
        .get("/q/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Returns when a metric is greater than it was at the time of the call. */
  public void awaitMore(String metric, Duration patience) {
    double before = metric(metric);
    await(name + " has more " + metric).atMost(patience).until(() -> metric(metric) > before);
  }

  /** All that it has written since it was first started. */
  public List<String> logLines() {
    return runner.logLines();
  }
}
