package dev.tidewire.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "255.255.255.255, 255.255.255.255",
    "::ffff:192.0.2.1, 192.0.2.1",
    "0:0:0:0:0:ffff:c000:201, 192.0.2.1",
    "2001:db8:0:1:2:3:4:5, 2001:db8:0:1::/64",
    "2001:db8:0:1::9, 2001:db8:0:1::/64",
    "fe80::1%eth0, fe80:0:0:0::/64",
    "::1, 0:0:0:0::/64",
    "a-socket, a-socket",
    "'', ''",
  })
  void anAddressStandsForItsNetwork(String address, String network) {
    assertThat(ClientAddress.networkName(address)).isEqualTo(network);
  }
}
