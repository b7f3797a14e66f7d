package dev.tidewire.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What the terminal shows when everything is ready. */
final class Greeting {
  private Greeting() {}

  static List<String> lines(PortNumbers ports, Set<StackPort> without, Path logs) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.addAll(services(ports, without, StackPort.INGEST, "/v1/readings"));
    lines.addAll(services(ports, without, StackPort.PROCESSING, "/v1/pipeline"));
    lines.addAll(services(ports, without, StackPort.QUERY, "/v1/sensors"));
    lines.addAll(servers(ports, logs));
    if (!without.isEmpty()) {
      lines.add("");
      lines.add(
          "Not started here. Run it with live reload, in another terminal, in the checkout; q ends it:");
      lines.add("");
      without.stream().sorted().forEach(it -> lines.add("  " + DevMode.command(it, ports)));
    }
    lines.addAll(requests(ports));
    return lines;
  }

  private static List<String> services(
      PortNumbers ports, Set<StackPort> without, StackPort port, String path) {
    if (without.contains(port)) {
      return List.of(
          "  %-10s  %s  not started, see below".formatted(port.user(), url(ports.of(port))));
    }
    return IntStream.range(0, ports.all(port).size())
        .mapToObj(
            replica ->
                "  %-10s  %s%-12s  API: %s/q/swagger-ui"
                    .formatted(
                        port.user(),
                        url(ports.all(port).get(replica)),
                        path,
                        url(ports.all(port.management()).get(replica))))
        .toList();
  }

  private static List<String> servers(PortNumbers ports, Path logs) {
    return List.of(
        "  Kafka       127.0.0.1:" + ports.of(StackPort.KAFKA),
        "  Postgres    psql -h 127.0.0.1 -p "
            + ports.of(StackPort.POSTGRES)
            + " -U postgres tidewire",
        "  logs        " + logs);
  }

  private static List<String> requests(PortNumbers ports) {
    String ingest = url(ports.of(StackPort.INGEST));
    String query = url(ports.of(StackPort.QUERY));
    return List.of(
        "",
        "Try it: send a reading; a moment later, read the latest value and all values as CSV",
        "",
        "  curl -i -H 'Content-Type: application/json' -d"
            + " '{\"sensor\":\"boiler-7\",\"metric\":\"temperature\",\"value\":71.3,\"unit\":\"Cel\"}'"
            + " "
            + ingest
            + "/v1/readings",
        "  curl '" + query + "/v1/latest?sensor=boiler-7&metric=temperature'",
        "  curl -H 'Accept: text/csv' '"
            + query
            + "/v1/readings?sensor=boiler-7&metric=temperature'",
        "",
        "Tidewire is up");
  }

  private static String url(int port) {
    return "http://127.0.0.1:" + port;
  }
}
