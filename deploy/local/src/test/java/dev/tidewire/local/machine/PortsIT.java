package dev.tidewire.local.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsIT {
  @Test
  void freePorts_differ_andAreNoneOfOutgoingConnections() throws IOException {
    // When
    Set<Integer> ports = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      ports.add(Ports.free());
    }

    // Then
    assertThat(ports).hasSize(100).allMatch(port -> port >= 20_000 && port < 32_000);
    for (int port : ports) {
      new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")).close();
    }
  }

  @Test
  void freePorts_areInBlocksThatThisProcessHolds() throws IOException {
    // When
    int port = Ports.free();

    // Then
    assertThat(Ports.isFree(port)).isTrue();
    assertThat(Ports.isFree(port - port % 50)).as("the guard of the block is free").isFalse();
  }
}
