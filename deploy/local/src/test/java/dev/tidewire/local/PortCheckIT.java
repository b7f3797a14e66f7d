package dev.tidewire.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidewire.local.machine.PortHolder;
import dev.tidewire.local.machine.Ports;
import dev.tidewire.local.process.StartFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortCheckIT {

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "0.0.0.0"})
  void namesTheBusyPortItsHolderAndTheWayOut(String address) throws Exception {
    // Given
    Map<String, String> environment = freePorts();
    PortCheck check = new PortCheck(port -> Optional.of("process 17 (nginx)"));
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getByName(address))) {
      environment.put("TIDEWIRE_KAFKA_PORT", Integer.toString(busy.getLocalPort()));
      PortNumbers ports = PortNumbers.from(environment, 1);

      // When Then
      assertThatExceptionOfType(StartFailedException.class)
          .isThrownBy(() -> check.check(ports, EnumSet.allOf(StackPort.class)))
          .withMessageStartingWith(
              "port %d, for Kafka, is taken by process 17 (nginx); stop that process,"
                  + " or choose another port: TIDEWIRE_KAFKA_PORT=",
              busy.getLocalPort());
    }
  }

  @Test
  void hasNothingToSayWhenAllPortsAreFree() throws Exception {
    // Given
    PortNumbers ports = PortNumbers.from(freePorts(), 1);

    // When Then
    assertThatCode(() -> new PortCheck(PortHolder::of).check(ports, EnumSet.allOf(StackPort.class)))
        .doesNotThrowAnyException();
  }

  private static Map<String, String> freePorts() throws IOException {
    Map<String, String> environment = new HashMap<>();
    for (StackPort port : StackPort.values()) {
      environment.put(port.variable(), Integer.toString(Ports.free()));
    }
    return environment;
  }
}
