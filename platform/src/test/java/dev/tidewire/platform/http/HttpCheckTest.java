package dev.tidewire.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HttpCheckTest {
  private record Config(Duration farewell, int maxStreams) implements HttpConfig {}

  @Test
  void whatWorks_hasNoFault() {
    assertThat(HttpCheck.faults(new Config(Duration.ZERO, 1)).all()).isEmpty();
  }

  @Test
  void whatCannotWork_isToldAtOnce() {
    assertThat(HttpCheck.faults(new Config(Duration.ofSeconds(-1), 0)).all())
        .containsExactly(
            "tidewire.http.max-streams must be at least 1, but is 0.",
            "tidewire.http.farewell must be from 0s to 10m, but is -1s.");
  }
}
