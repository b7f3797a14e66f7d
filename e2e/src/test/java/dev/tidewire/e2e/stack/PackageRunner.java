package dev.tidewire.e2e.stack;

import dev.tidewire.local.QuarkusService;
import dev.tidewire.local.ServicePorts;
import dev.tidewire.local.process.ChildProcess;
import dev.tidewire.local.process.ShortLived;
import dev.tidewire.local.process.StartFailedException;
import dev.tidewire.local.process.Startup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs a service from its package as a child process, as the local stack does. */
final class PackageRunner implements Runner {
  private static final Duration READY_TIMEOUT = Duration.ofSeconds(90);

  private final QuarkusService server;
  private final Path log;
  private @Nullable ChildProcess process;

  PackageRunner(String name, ServicePorts ports, Map<String, String> properties, Path log) {
    Path jar =
        Path.of(System.getProperty("tidewire.root"))
            .resolve(name + "-service/target/quarkus-app/quarkus-run.jar");
    server = new QuarkusService(name, jar, ports, properties, log);
    this.log = log;
  }

  @Override
  public void launch() {
    try {
      process = ChildProcess.start(ShortLived.of(server.prepare()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + server.name(), e);
    }
  }

  @Override
  public void awaitReady() {
    try {
      Startup.await(server, running(), READY_TIMEOUT);
    } catch (StartFailedException e) {
      throw new IllegalStateException(e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the log of " + server.name(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + server.name() + " started", e);
    }
  }

  @Override
  public void stop() {
    running().stop();
  }

  @Override
  public void kill() {
    if (process != null) {
      process.kill();
    }
  }

  @Override
  public boolean isAlive() {
    return running().isAlive();
  }

  @Override
  public int exitCode() {
    return running().exitCode();
  }

  @Override
  public long pid() {
    return running().pid();
  }

  @Override
  public List<String> logLines() {
    try {
      return Files.readAllLines(log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + log, e);
    }
  }

  private ChildProcess running() {
    if (process == null) {
      throw new IllegalStateException(server.name() + " was never started");
    }
    return process;
  }
}
