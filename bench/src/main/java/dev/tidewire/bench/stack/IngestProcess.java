package dev.tidewire.bench.stack;

import dev.tidewire.bench.load.HttpConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another ingest beside that of the stack, with settings of its own. */
public final class IngestProcess implements AutoCloseable {
  private static final long PAUSE_MILLIS = 200;

  private final Process process;
  private final int port;
  private final int management;

  /** Starts it on a free port and returns when it is ready. */
  public IngestProcess(LocalStack stack, Map<String, String> settings)
      throws IOException, InterruptedException {
    port = freePort();
    management = freePort();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:NewRatio=1",
                "-XX:SurvivorRatio=3",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dquarkus.profile=local",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=" + management,
                "-Dkafka.bootstrap.servers=" + stack.kafkaBootstrapServers()));
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    Path jar = stack.checkout().resolve("ingest-service/target/quarkus-app/quarkus-run.jar");
    command.addAll(List.of("-jar", jar.toString()));
    process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    awaitReady();
  }

  private void awaitReady() throws IOException, InterruptedException {
    while (!isReady()) {
      if (process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IOException("an ingest service ended before it was ready");
      }
    }
  }

  private boolean isReady() {
    try {
      return !HttpConnection.text(management, "/q/health/ready").isEmpty();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
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
