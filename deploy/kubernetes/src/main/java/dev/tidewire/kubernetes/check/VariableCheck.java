package dev.tidewire.kubernetes.check;

import dev.tidewire.kubernetes.Container;
import dev.tidewire.kubernetes.Rendering;
import dev.tidewire.kubernetes.Workload;
import dev.tidewire.kubernetes.service.KafkaVariables;
import dev.tidewire.kubernetes.service.QuarkusVariables;
import dev.tidewire.kubernetes.service.Service;
import java.util.Set;
import java.util.stream.Stream;

/** Every variable that one of our services is given sets something in it. */
final class VariableCheck implements Check {
  private static final Set<String> KAFKA = KafkaVariables.all();
  private static final QuarkusVariables QUARKUS = QuarkusVariables.load();

  @Override
  public Stream<Finding> findings(Rendering rendering) {
    return rendering
        .workloads()
        .flatMap(Workload::containers)
        .flatMap(container -> ofContainer(container, rendering));
  }

  private static Stream<Finding> ofContainer(Container container, Rendering rendering) {
    return container.service().flatMap(Service::named).stream()
        .flatMap(
            service ->
                container.environment(rendering).keySet().stream()
                    .flatMap(variable -> ofVariable(variable, service))
                    .map(fault -> new Finding(container.id(), fault)));
  }

  private static Stream<String> ofVariable(String variable, Service service) {
    if (service.variables().contains(variable)
        || KAFKA.contains(variable)
        || QUARKUS.runTime().contains(variable)) {
      return Stream.empty();
    }
    return Stream.of(
        variable
            + (QUARKUS.buildTime().contains(variable)
                ? " sets what is fixed when the service is built"
                : " sets nothing"));
  }
}
