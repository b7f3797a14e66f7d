package dev.tidewire.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the terminal shows when everything is ready and secure. */
final class SecureGreeting {
  private SecureGreeting() {}

  static List<String> lines(PortNumbers ports, StackSecurity security, Path logs) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    for (StackPort port : List.of(StackPort.INGEST, StackPort.PROCESSING, StackPort.QUERY)) {
      ports.all(port).forEach(one -> lines.add("  %-10s  %s".formatted(port.user(), url(one))));
    }
    lines.add("  Kafka       127.0.0.1:%d  SASL_SSL".formatted(ports.of(StackPort.KAFKA)));
    lines.add("  Postgres    127.0.0.1:%d  TLS".formatted(ports.of(StackPort.POSTGRES)));
    lines.add("  trust       " + security.authority());
    lines.add("  secrets     " + security.key().file().getParent());
    lines.add("  logs        " + logs);
    lines.add("");
    lines.addAll(key(security.key()));
    lines.addAll(requests(ports, security.authority()));
    return lines;
  }

  private static List<String> key(ApiKey key) {
    return key.text()
        .map(
            text ->
                List.of(
                    "The key for all requests, which nothing shows again:",
                    "",
                    "  KEY=" + text,
                    ""))
        .orElse(
            List.of(
                "The first run has shown the key; for a new one, stop, delete "
                    + key.file()
                    + " and start again.",
                ""));
  }

  private static List<String> requests(PortNumbers ports, Path authority) {
    String curl = "  curl --cacert '" + authority + "' -H \"Authorization: Bearer $KEY\"";
    String query = url(ports.of(StackPort.QUERY));
    return List.of(
        "Try it, after `KEY=...`: send a reading; a moment later, read the latest value and all values as CSV",
        "",
        curl
            + " -i -H 'Content-Type: application/json' -d"
            + " '{\"sensor\":\"boiler-7\",\"metric\":\"temperature\",\"value\":71.3,\"unit\":\"Cel\"}' "
            + url(ports.of(StackPort.INGEST))
            + "/v1/readings",
        curl + " '" + query + "/v1/latest?sensor=boiler-7&metric=temperature'",
        curl
            + " -H 'Accept: text/csv' '"
            + query
            + "/v1/readings?sensor=boiler-7&metric=temperature'",
        "",
        "Tidewire is up");
  }

  private static String url(int port) {
    return "https://localhost:" + port;
  }
}
