package dev.tidewire.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the person at the terminal is told once all is ready. */
final class Greeting {
  private Greeting() {}

  static List<String> lines(PortNumbers ports, Path logs) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.addAll(services(ports, StackPort.INGEST, "/v1/readings"));
    lines.addAll(services(ports, StackPort.PROCESSING, "/v1/pipeline"));
    lines.addAll(services(ports, StackPort.QUERY, "/v1/sensors"));
    lines.addAll(servers(ports, logs));
    return lines;
  }

  private static List<String> services(PortNumbers ports, StackPort port, String path) {
    return ports.all(port).stream()
        .map(Greeting::url)
        .map(url -> "  %-10s  %s%-12s  API: %s/q/swagger-ui".formatted(port.user(), url, path, url))
        .toList();
  }

  private static List<String> servers(PortNumbers ports, Path logs) {
    String ingest = url(ports.of(StackPort.INGEST));
    String query = url(ports.of(StackPort.QUERY));
    return List.of(
        "  Kafka       127.0.0.1:" + ports.of(StackPort.KAFKA),
        "  Postgres    psql -h 127.0.0.1 -p "
            + ports.of(StackPort.POSTGRES)
            + " -U postgres tidewire",
        "  logs        " + logs,
        "",
        "Try it: send a reading, ask for the latest, take them all as CSV",
        "",
        "  curl -i -H 'Content-Type: application/json' -d '{\"sensor\":\"boiler-7\",\"metric\":\"temperature\",\"value\":71.3,\"unit\":\"Cel\"}' "
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
