package dev.tidewire.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class HttpCheckTest {
  private record Config(
      Duration farewell, int maxStreams, OptionalInt maxConnectionsPerClient, Duration headTimeout)
      implements HttpConfig {}

  @Test
  void whatWorks_hasNoFault() {
    assertThat(
            HttpCheck.faults(
                    new Config(Duration.ZERO, 1, OptionalInt.empty(), Duration.ofSeconds(1)))
                .all())
        .isEmpty();
  }

  @Test
  void whatCannotWork_isToldAtOnce() {
    assertThat(
            HttpCheck.faults(
                    new Config(Duration.ofSeconds(-1), 0, OptionalInt.of(0), Duration.ZERO))
                .all())
        .containsExactly(
            "tidewire.http.max-streams must be at least 1, but is 0.",
            "tidewire.http.max-connections-per-client must be at least 1, but is 0.",
            "tidewire.http.head-timeout must be from 1s to 1h, but is 0s.",
            "tidewire.http.farewell must be from 0s to 10m, but is -1s.");
  }
}
