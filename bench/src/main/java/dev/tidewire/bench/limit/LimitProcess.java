package dev.tidewire.bench.limit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A limit's JVM, started with the options that the services run with. It does a round of work for
 * each number on its input and answers with the nanoseconds that took; it ends with its input, so
 * it cannot outlive us.
 */
public final class LimitProcess implements AutoCloseable {
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  private final Process process;
  private final Writer commands;
  private final BufferedReader answers;
  private final String name;

  private LimitProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    this.commands = process.outputWriter(StandardCharsets.US_ASCII);
    this.answers = process.inputReader(StandardCharsets.US_ASCII);
  }

  /** Sends encoded batches to a topic of the bench's own. */
  public static LimitProcess producer(String bootstrapServers, long firstMillis)
      throws IOException {
    return start(BareProducer.class, bootstrapServers, Long.toString(firstMillis));
  }

  /** Inserts sorted rows into a table of the bench's own. */
  public static LimitProcess insert(String postgresUri, long firstMillis) throws IOException {
    return start(BareInsert.class, postgresUri, Long.toString(firstMillis));
  }

  /** Serves HTTP; its first answer is the port. */
  public static LimitProcess server(String postgresUri) throws IOException {
    return start(BareServer.class, postgresUri);
  }

  private static LimitProcess start(Class<?> main, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new LimitProcess(main.getSimpleName(), process);
  }

  /** The process, to account its CPU time. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Does a round of {@code count} and returns how long it took. */
  public Duration run(long count) throws IOException {
    commands.write(count + "\n");
    commands.flush();
    return Duration.ofNanos(answer());
  }

  /** The next number that it says. */
  public long answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException(name + " ended in the middle of its work; its message is above");
    }
    return Long.parseLong(line);
  }

  @Override
  public void close() throws IOException {
    commands.close();
    try {
      if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
