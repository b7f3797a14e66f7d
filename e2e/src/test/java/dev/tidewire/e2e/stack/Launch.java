package dev.tidewire.e2e.stack;

import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;

/** Starts containers so that one that fails tells why. */
public final class Launch {
  private Launch() {}

  /**
   * Starts the container.
   *
   * @throws IllegalStateException with what the container has written, if it does not start
   */
  public static void start(GenericContainer<?> container) {
    try {
      container.start();
    } catch (ContainerLaunchException e) {
      String written = container.getContainerId() == null ? "" : container.getLogs();
      throw new IllegalStateException(
          container.getDockerImageName() + " has not started. It wrote:\n" + written, e);
    }
  }
}
