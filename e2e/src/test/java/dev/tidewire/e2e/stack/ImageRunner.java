package dev.tidewire.e2e.stack;

import static java.util.Objects.requireNonNull;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import dev.tidewire.local.ServicePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;

/**
 * Runs a service from its image, in a container with the least that production may give it: 320 MiB
 * of memory, no capability, and only {@code /tmp} writable. It uses the network of this machine and
 * so reaches the servers, and the proxies that inject faults, on 127.0.0.1.
 */
final class ImageRunner implements Runner {
  private static final long MEMORY = 320L << 20;
  private static final Duration READY_TIMEOUT = Duration.ofSeconds(90);
  private static final Duration PROBE_PAUSE = Duration.ofMillis(20);
  private static final int STOP_TIMEOUT_SECONDS = 30;

  private final String name;
  private final Path log;
  private final Http management;
  private final GenericContainer<?> container;

  ImageRunner(String name, ServicePorts ports, Map<String, String> properties, Path log) {
    this.name = name;
    this.log = log;
    management = new Http(URI.create("http://127.0.0.1:" + ports.management()));
    container =
        container(name, properties)
            .withEnv("QUARKUS_HTTP_HOST", "127.0.0.1")
            .withEnv("QUARKUS_HTTP_PORT", Integer.toString(ports.http()))
            .withEnv("QUARKUS_MANAGEMENT_HOST", "127.0.0.1")
            .withEnv("QUARKUS_MANAGEMENT_PORT", Integer.toString(ports.management()));
  }

  /** Migrates the database with the job that production uses. */
  static void migrate(Map<String, String> properties) {
    try (GenericContainer<?> job =
        container("processing", properties)
            .withEnv("QUARKUS_FLYWAY_MIGRATE_AT_START", "true")
            .withEnv("QUARKUS_INIT_AND_EXIT", "true")
            .withStartupCheckStrategy(
                new OneShotStartupCheckStrategy().withTimeout(READY_TIMEOUT))) {
      Launch.start(job);
    }
  }

  private static GenericContainer<?> container(String name, Map<String, String> properties) {
    GenericContainer<?> container =
        new GenericContainer<>("tidewire/" + name + ":" + System.getProperty("tidewire.version"))
            .withNetworkMode("host")
            .withCreateContainerCmdModifier(
                create -> confine(requireNonNull(create.getHostConfig())))
            .withEnv("TIDEWIRE_SECURITY_MODE", "none");
    properties.forEach((key, value) -> container.withEnv(variable(key), value));
    return container;
  }

  private static void confine(HostConfig host) {
    host.withMemory(MEMORY)
        .withMemorySwap(MEMORY)
        .withReadonlyRootfs(true)
        .withCapDrop(Capability.ALL)
        .withTmpFs(Map.of("/tmp", "exec"));
  }

  private static String variable(String property) {
    return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  @Override
  public void launch() {
    if (container.getContainerId() == null) {
      Launch.start(container);
    } else {
      docker().startContainerCmd(container.getContainerId()).exec();
    }
  }

  @Override
  public void awaitReady() {
    Awaitility.await()
        .atMost(READY_TIMEOUT)
        .pollDelay(Duration.ZERO)
        .pollInterval(PROBE_PAUSE)
        .until(this::isReady);
  }

  private boolean isReady() {
    try {
      return management.get("/q/health/ready").status() == 200;
    } catch (UncheckedIOException e) {
      if (!isAlive()) {
        throw new IllegalStateException(name + " has ended:\n" + container.getLogs(), e);
      }
      return false;
    }
  }

  @Override
  public void stop() {
    docker().stopContainerCmd(container.getContainerId()).withTimeout(STOP_TIMEOUT_SECONDS).exec();
    keepLog();
  }

  @Override
  public void kill() {
    if (container.getContainerId() == null) {
      return;
    }
    if (isAlive()) {
      docker().killContainerCmd(container.getContainerId()).exec();
      Awaitility.await().until(() -> !isAlive());
    }
    keepLog();
  }

  /** Keeps the log, which would go with the container. */
  private void keepLog() {
    try {
      Files.writeString(log, container.getLogs());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + log, e);
    }
  }

  @Override
  public boolean isAlive() {
    return Boolean.TRUE.equals(state().getRunning());
  }

  @Override
  public int exitCode() {
    return Math.toIntExact(requireNonNull(state().getExitCodeLong()));
  }

  @Override
  public long pid() {
    return requireNonNull(state().getPidLong());
  }

  @Override
  public List<String> logLines() {
    return container.getLogs().lines().toList();
  }

  private ContainerState state() {
    return docker().inspectContainerCmd(container.getContainerId()).exec().getState();
  }

  private DockerClient docker() {
    return container.getDockerClient();
  }
}
