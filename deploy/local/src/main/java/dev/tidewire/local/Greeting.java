package dev.tidewire.local;

import java.nio.file.Path;
import java.util.List;

/** What the person at the terminal is told once all is ready. */
final class Greeting {
  private Greeting() {}

  static List<String> lines(PortNumbers ports, Path logs) {
    String ingest = url(ports, StackPort.INGEST);
    String processing = url(ports, StackPort.PROCESSING);
    String query = url(ports, StackPort.QUERY);
    return List.of(
        "",
        "  ingest      " + ingest + "/v1/readings   API: " + ingest + "/q/swagger-ui",
        "  processing  " + processing + "/v1/pipeline   API: " + processing + "/q/swagger-ui",
        "  query       " + query + "/v1/sensors    API: " + query + "/q/swagger-ui",
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

  private static String url(PortNumbers ports, StackPort port) {
    return "http://127.0.0.1:" + ports.of(port);
  }
}
