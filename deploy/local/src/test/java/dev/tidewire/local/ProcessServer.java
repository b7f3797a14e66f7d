package dev.tidewire.local;

import dev.tidewire.local.fault.Freeze;
import dev.tidewire.local.process.ChildProcess;
import dev.tidewire.local.process.Server;
import dev.tidewire.local.process.ShortLived;
import dev.tidewire.local.process.StartFailedException;
import dev.tidewire.local.process.Startup;
import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A server that runs as our child process. */
final class ProcessServer implements TestServer {
  private static final Duration READY_TIMEOUT = Duration.ofSeconds(120);
  private static final Duration RELEASE_TIMEOUT = Duration.ofSeconds(30);

  private final Server server;
  private final int port;
  private @Nullable ChildProcess process;
  private boolean killed;

  ProcessServer(Server server, int port) {
    this.server = server;
    this.port = port;
  }

  @Override
  public String host() {
    return "127.0.0.1";
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public synchronized void start() {
    if (process != null && process.isAlive()) {
      return;
    }
    try {
      if (killed) {
        Awaitility.await().atMost(RELEASE_TIMEOUT).until(this::startsAgain);
      } else {
        startOnce();
      }
      killed = false;
    } catch (IOException e) {
      throw new IllegalStateException("cannot start " + server.name(), e);
    } catch (StartFailedException e) {
      throw new IllegalStateException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + server.name() + " started", e);
    }
  }

  /** The children of a killed process may hold its shared memory for a moment after its end. */
  private boolean startsAgain() throws IOException, InterruptedException {
    try {
      startOnce();
      return true;
    } catch (StartFailedException e) {
      return false;
    }
  }

  private void startOnce() throws IOException, InterruptedException, StartFailedException {
    process = ChildProcess.start(ShortLived.of(server.prepare()));
    Startup.await(server, process, READY_TIMEOUT);
  }

  @Override
  public synchronized void stop() {
    if (process != null) {
      process.stop();
    }
  }

  @Override
  public synchronized void kill() {
    if (process != null) {
      process.killAlone();
      killed = true;
    }
  }

  @Override
  public synchronized void freeze() {
    if (process != null) {
      Freeze.freeze(process.pid());
    }
  }

  @Override
  public synchronized void thaw() {
    if (process != null) {
      Freeze.thaw(process.pid());
    }
  }
}
