package dev.tidewire.bench.limit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The bare server in a JVM of its own, started with the options that the services run with. It ends
 * with its input, so it cannot outlive this process.
 */
public final class BareServerProcess implements AutoCloseable {
  private final Process process;
  private final int port;

  /** Starts it on a free port and returns when it serves. */
  public BareServerProcess(String postgresUri) throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                BareServer.class.getName(),
                postgresUri)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line = process.inputReader(StandardCharsets.US_ASCII).readLine();
    if (line == null) {
      throw new IOException("The bare server ended before it served; its message is above");
    }
    port = Integer.parseInt(line);
  }

  /** Where it listens on 127.0.0.1. */
  public int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
