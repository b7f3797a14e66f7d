package dev.tidewire.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsTest {
  private static final int COLUMN = 2;

  @ParameterizedTest
  @ValueSource(strings = {"dev", "production", "external"})
  void overlay_requestsWhatTheReadmeSays(String name) throws Exception {
    assertThat(Requests.of(Overlay.render(name))).isEqualTo(Readme.cell(name, COLUMN));
  }
}
