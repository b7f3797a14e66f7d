package dev.tidewire.local;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.testcontainers.containers.GenericContainer;

/** A server that runs in a container, on a port of the host that stays the same after a restart. */
abstract class ContainerServer implements TestServer {
  private static final Duration READY_TIMEOUT = Duration.ofSeconds(120);

  private final GenericContainer<?> container;
  private final int port;
  private boolean running;

  ContainerServer(GenericContainer<?> container, int port, int containerPort) {
    this.container = container;
    this.port = port;
    container.setPortBindings(List.of(port + ":" + containerPort));
  }

  abstract boolean isReady();

  /** Called once the container runs, for an image whose start-up cannot be repeated. */
  void prepareRestart() {}

  @Override
  public String host() {
    return container.getHost();
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public synchronized void start() {
    if (running) {
      return;
    }
    if (container.getContainerId() == null) {
      container.start();
      prepareRestart();
    } else {
      container.getDockerClient().startContainerCmd(container.getContainerId()).exec();
    }
    Awaitility.await().atMost(READY_TIMEOUT).until(this::isReady);
    running = true;
  }

  @Override
  public synchronized void stop() {
    container.getDockerClient().stopContainerCmd(container.getContainerId()).exec();
    running = false;
  }

  @Override
  public synchronized void kill() {
    container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    running = false;
  }

  @Override
  public synchronized void freeze() {
    container.getDockerClient().pauseContainerCmd(container.getContainerId()).exec();
  }

  /** Does nothing if the container is not frozen, like the signal to a process. */
  @Override
  public synchronized void thaw() {
    String id = container.getContainerId();
    if (Boolean.TRUE.equals(
        container.getDockerClient().inspectContainerCmd(id).exec().getState().getPaused())) {
      container.getDockerClient().unpauseContainerCmd(id).exec();
    }
  }
}
