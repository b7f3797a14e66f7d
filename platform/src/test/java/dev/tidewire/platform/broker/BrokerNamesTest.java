package dev.tidewire.platform.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that need no DNS. That names are waited for is tested end to end. */
class BrokerNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:9092",
        "[::1]:9092",
        "SASL_SSL://10.0.0.1:9093",
        " 10.0.0.1:9092 , 10.0.0.2:9092",
        // Kafka itself says what is wrong with these.
        "",
        "kafka",
        "kafka:port"
      })
  void knownOrWrongAddress_isNotWaitedFor(String servers) {
    // Given
    AtomicBoolean connected = new AtomicBoolean();

    // When
    BrokerNames.whenKnown(servers, () -> connected.set(true));

    // Then
    assertThat(connected).isTrue();
  }
}
