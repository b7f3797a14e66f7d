package dev.tidewire.e2e.compose;

import static java.util.Objects.requireNonNull;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import dev.tidewire.e2e.stack.Launch;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * A compose file's services as containers of one network, each started when what it needs is up.
 */
final class ComposeStack implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Network network = Network.newNetwork();
  private final Deque<GenericContainer<?>> containers = new ArrayDeque<>();
  private final Set<String> started = new HashSet<>();

  /** Starts the services in the order of the file, and returns when all are healthy or done. */
  void start(ComposeFile file) {
    file.services().values().forEach(this::start);
  }

  private void start(ComposeService service) {
    if (!started.containsAll(service.dependsOn().keySet())) {
      throw new IllegalArgumentException(
          service.name() + " stands before what it depends on: " + service.dependsOn().keySet());
    }
    GenericContainer<?> container = container(service);
    containers.push(container);
    Launch.start(container);
    started.add(service.name());
  }

  private GenericContainer<?> container(ComposeService service) {
    GenericContainer<?> container =
        new GenericContainer<>(service.image())
            .withNetwork(network)
            .withNetworkAliases(service.name())
            .withEnv(service.environment())
            .withCreateContainerCmdModifier(create -> configure(create, service));
    container.setPortBindings(
        service.ports().stream().map(port -> port.host() + ":" + port.container()).toList());
    if (!service.command().isEmpty()) {
      container.withCommand(service.command().toArray(String[]::new));
    }
    if (service.isJob()) {
      return container.withStartupCheckStrategy(
          new OneShotStartupCheckStrategy().withTimeout(PATIENCE));
    }
    return container.waitingFor(Wait.forHealthcheck().withStartupTimeout(PATIENCE));
  }

  private static void configure(CreateContainerCmd create, ComposeService service) {
    HostConfig host = requireNonNull(create.getHostConfig());
    if (service.isReadOnly()) {
      host.withReadonlyRootfs(true)
          .withCapDrop(Capability.ALL)
          .withTmpFs(Map.of("/tmp", "exec"))
          .withMemory((long) service.memoryMebibytes() << 20);
    }
    List<String> check = service.healthCheck();
    if (!check.isEmpty()) {
      create.withHealthcheck(
          new HealthCheck()
              .withTest(concat("CMD", check))
              .withInterval(Duration.ofSeconds(1).toNanos()));
    }
    if (!service.entrypoint().isEmpty()) {
      create.withEntrypoint(service.entrypoint());
    }
  }

  private static List<String> concat(String first, List<String> rest) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(rest);
    return all;
  }

  @Override
  public void close() {
    containers.forEach(GenericContainer::stop);
    network.close();
  }
}
