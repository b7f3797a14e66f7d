package dev.tidewire.bench.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where the parts of the stack listen on 127.0.0.1. */
public record StackPorts(int ingest, int processing, int query, int kafka, int postgres) {
  private static final int COUNT = 5;

  /** Ports that nobody listens on now. */
  public static StackPorts free() throws IOException {
    // All are held at once, so that they differ.
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < COUNT; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")));
      }
      int[] ports = held.stream().mapToInt(ServerSocket::getLocalPort).toArray();
      return new StackPorts(ports[0], ports[1], ports[2], ports[3], ports[4]);
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }

  /** The variables that tell {@code deploy/local/up}. */
  Map<String, String> environment() {
    return Map.of(
        "TIDEWIRE_INGEST_PORT", Integer.toString(ingest),
        "TIDEWIRE_PROCESSING_PORT", Integer.toString(processing),
        "TIDEWIRE_QUERY_PORT", Integer.toString(query),
        "TIDEWIRE_KAFKA_PORT", Integer.toString(kafka),
        "TIDEWIRE_POSTGRES_PORT", Integer.toString(postgres));
  }

  /** For Kafka clients. */
  public String kafkaBootstrapServers() {
    return "127.0.0.1:" + kafka;
  }

  /** For the reactive Postgres client. */
  public String postgresUri() {
    return "postgresql://postgres:postgres@127.0.0.1:" + postgres + "/tidewire";
  }
}
