package dev.tidewire.local;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How to run a service with live reload beside the rest of the stack. */
final class DevMode {
  private DevMode() {}

  /**
   * The command, with a variable for each port that differs from the default.
   *
   * @param service ingest, processing or query
   */
  static String command(StackPort service, PortNumbers ports) {
    String variables =
        variables(service, ports).entrySet().stream()
            .map(variable -> variable.getKey() + "=" + variable.getValue() + " ")
            .collect(Collectors.joining());
    return variables + "./mvnw -pl " + service.user() + "-service -am quarkus:dev";
  }

  private static Map<String, String> variables(StackPort service, PortNumbers ports) {
    Map<String, String> variables = new TreeMap<>();
    if (isChanged(service, ports)) {
      variables.put("QUARKUS_HTTP_PORT", String.valueOf(ports.of(service)));
    }
    if (isChanged(service.management(), ports)) {
      variables.put("QUARKUS_MANAGEMENT_PORT", String.valueOf(ports.of(service.management())));
    }
    if (isChanged(StackPort.KAFKA, ports)) {
      variables.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.of(StackPort.KAFKA));
    }
    if (isChanged(StackPort.POSTGRES, ports)) {
      String url = LocalStack.databaseUrl(ports);
      variables.put("QUARKUS_DATASOURCE_REACTIVE_URL", url);
      variables.put("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:" + url);
    }
    return variables;
  }

  private static boolean isChanged(StackPort port, PortNumbers ports) {
    return ports.of(port) != port.defaultNumber();
  }
}
