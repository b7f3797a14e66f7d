package dev.tidewire.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientConnectionsTest {
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final ClientConnections clients = new ClientConnections(2, registry);

  @Test
  void aClientLeavesRoomToOthers() {
    // Given
    clients.admit(from("192.0.2.1"));
    clients.admit(from("192.0.2.1"));
    // When
    boolean third = clients.admit(from("192.0.2.1"));
    boolean ofAnother = clients.admit(from("192.0.2.2"));
    // Then
    assertThat(third).isFalse();
    assertThat(ofAnother).isTrue();
    assertThat(registry.get("tidewire.http.connections.refused").counter().count()).isOne();
  }

  @Test
  void aConnectionThatIsClosed_makesRoom() {
    // Given
    EmbeddedChannel first = from("192.0.2.1");
    clients.admit(first);
    clients.admit(from("192.0.2.1"));
    clients.admit(from("192.0.2.1"));
    // When
    first.close();
    // Then
    assertThat(clients.count()).isOne();
    assertThat(clients.admit(from("192.0.2.1"))).isTrue();
  }

  /** A host has 64 bits of IPv6 to choose from. */
  @ParameterizedTest
  @CsvSource({"2001:db8:0:1:ffff::9, false", "2001:db8:0:2::1, true", "::ffff:192.0.2.1, true"})
  void anAddressOfIpv6_isOneOfManyOfItsClient(String another, boolean isAnotherClient) {
    // Given
    clients.admit(from("2001:db8:0:1::1"));
    clients.admit(from("2001:db8:0:1::2"));
    // When
    boolean isAdmitted = clients.admit(from(another));
    // Then
    assertThat(isAdmitted).isEqualTo(isAnotherClient);
  }

  private static EmbeddedChannel from(String address) {
    return new EmbeddedChannel() {
      @Override
      protected SocketAddress remoteAddress0() {
        return new InetSocketAddress(address, 1);
      }
    };
  }
}
