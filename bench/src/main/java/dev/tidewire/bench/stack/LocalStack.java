package dev.tidewire.bench.stack;

import dev.tidewire.bench.machine.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The stack that {@code deploy/local/up} starts, empty and on ports of its own, until closed. */
public final class LocalStack implements AutoCloseable {
  private static final String READY = "Tidewire is up";

  /** Enough for a build from nothing on a slow machine. */
  private static final Duration START_TIMEOUT = Duration.ofMinutes(15);

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);

  private final Process up;
  private final StackPorts ports;
  private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

  private LocalStack(Process up, StackPorts ports) {
    this.up = up;
    this.ports = ports;
  }

  /**
   * Starts the stack and returns when it is up.
   *
   * @param data the folder for its data, emptied first
   * @param lines is told how far {@code up} is, and why it fails if it does
   */
  public static LocalStack start(Path checkout, Path data, Consumer<String> lines)
      throws IOException, InterruptedException {
    StackPorts ports = StackPorts.free();
    ProcessBuilder builder =
        new ProcessBuilder(
                checkout.resolve("deploy/local/up").toString(),
                "--fresh",
                "--data",
                data.toString())
            .directory(checkout.toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(ports.environment());
    LocalStack stack = new LocalStack(builder.start(), ports);
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop-stack"));
    Thread reader = new Thread(() -> stack.read(lines), "stack-output");
    reader.setDaemon(true);
    reader.start();
    stack.awaitReady();
    return stack;
  }

  /** Where its parts listen. */
  public StackPorts ports() {
    return ports;
  }

  /** Its processes. */
  public Map<Part, ProcessHandle> processes() {
    return StackProcesses.find(up.toHandle());
  }

  /** Stops the stack as Ctrl-C would, and kills what is left of it after a minute. */
  @Override
  public void close() {
    List<ProcessHandle> descendants = up.descendants().toList();
    // Through its handle, because Process.destroy would close its output, too.
    up.toHandle().destroy();
    try {
      if (up.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    up.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  private void awaitReady() throws IOException, InterruptedException {
    try {
      if (!ready.get(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException("deploy/local/up ended before the stack was up; see its lines above");
      }
    } catch (ExecutionException | TimeoutException e) {
      close();
      throw new IOException("The stack is not up after " + START_TIMEOUT.toMinutes() + " min", e);
    }
  }

  /**
   * Hands on the lines of progress. After an empty line come either instructions for people, of no
   * use here, or the reason of a failure.
   */
  private void read(Consumer<String> lines) {
    List<String> held = new ArrayList<>();
    try (BufferedReader out = up.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.contains(READY)) {
          ready.complete(true);
        } else if (line.isEmpty() || !held.isEmpty()) {
          held.add(line);
        } else {
          lines.accept(line);
        }
      }
    } catch (IOException e) {
      held.add("The output of deploy/local/up cannot be read any more: " + e.getMessage());
    }
    if (!ready.isDone()) {
      held.forEach(lines);
      ready.complete(false);
    }
  }
}
