package dev.tidewire.local.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process that we started; it ends at the latest when this JVM ends. */
public final class ChildProcess {
  private static final Duration KILL_TIMEOUT = Duration.ofSeconds(10);

  private final ProcessSpec spec;
  private final Process process;
  private final long logStart;

  private ChildProcess(ProcessSpec spec, Process process, long logStart) {
    this.spec = spec;
    this.process = process;
    this.logStart = logStart;
  }

  /** Starts the process and appends its output to its log. */
  public static ChildProcess start(ProcessSpec spec) throws IOException {
    Path log = spec.log();
    long logStart = LogFile.begin(log);
    ProcessBuilder builder =
        new ProcessBuilder(spec.command())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(spec.environment());
    Process process = builder.start();
    Watchdog.shared().guard(process, spec.stopSignal());
    return new ChildProcess(spec, process, logStart);
  }

  public String name() {
    return spec.name();
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** The exit code, 128 + the signal's number after a signal. Only once the process has ended. */
  public int exitCode() {
    return process.exitValue();
  }

  /** Completes when the process has ended, for any reason. */
  public CompletableFuture<ChildProcess> onExit() {
    return process.onExit().thenApply(ended -> this);
  }

  /** The file that holds its output. */
  public Path log() {
    return spec.log();
  }

  /** The last lines that this run has written to its log. */
  public List<String> lastLines(int count) throws IOException {
    return LogFile.lastLines(spec.log(), logStart, count);
  }

  /**
   * Asks the process to stop, kills it if it does not stop in time, and returns when it has ended.
   */
  public void stop() {
    if (!process.isAlive()) {
      return;
    }
    signal();
    if (!endsWithin(spec.stopTimeout())) {
      kill();
    }
  }

  /** Kills the process and its children (SIGKILL) and returns when it has ended. */
  public void kill() {
    List<ProcessHandle> descendants = process.descendants().toList();
    // First the parent, so that it cannot replace the children that die.
    killAlone();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  /** Kills this process but not its children, as the kernel does when memory runs out. */
  public void killAlone() {
    process.destroyForcibly();
    if (!endsWithin(KILL_TIMEOUT)) {
      throw new IllegalStateException(name() + " (pid " + pid() + ") survived SIGKILL");
    }
  }

  private void signal() {
    if (spec.stopSignal() == StopSignal.TERM) {
      process.destroy();
      return;
    }
    try {
      new ProcessBuilder("sh", "-c", "kill -" + spec.stopSignal() + " " + pid()).start();
    } catch (IOException e) {
      throw new IllegalStateException("cannot run sh to stop " + name(), e);
    }
  }

  private boolean endsWithin(Duration timeout) {
    boolean interrupted = false;
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      while (true) {
        try {
          return process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          // A process left behind would be worse than a late interrupt.
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
