package dev.tidewire.e2e.secure;

import static org.awaitility.Awaitility.await;

import dev.tidewire.local.kafka.BrokerMain;
import dev.tidewire.local.machine.Ports;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * The broker's process, while {@code up} sleeps, which would start it again and give its users the
 * passwords that they had.
 */
final class BrokerProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ProcessHandle script;
  private final ProcessHandle up;
  private final int port;

  /** Stops it. */
  BrokerProcess(ProcessHandle script, int port) throws Exception {
    this.script = script;
    this.port = port;
    ProcessHandle broker = running().orElseThrow();
    up = broker.parent().orElseThrow();
    signal("STOP");
    broker.destroyForcibly();
    await().atMost(PATIENCE).until(() -> !Ports.isOpen(port));
  }

  private Optional<ProcessHandle> running() {
    return script
        .descendants()
        .filter(
            one ->
                one.info()
                    .commandLine()
                    .orElse("")
                    .contains(" " + BrokerMain.class.getName() + " "))
        .findFirst();
  }

  /** Lets {@code up} start it again, and not wait until it is ready. */
  void start() throws Exception {
    signal("CONT");
    await().atMost(PATIENCE).until(() -> running().isPresent());
    signal("STOP");
    await().atMost(PATIENCE).until(() -> Ports.isOpen(port));
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(up.pid())).start().waitFor();
  }

  /** Wakes {@code up}. */
  @Override
  public void close() throws Exception {
    signal("CONT");
  }
}
