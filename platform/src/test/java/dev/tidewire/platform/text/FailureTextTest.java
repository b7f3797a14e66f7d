package dev.tidewire.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureTextTest {
  @Test
  void isTheMessage_orTheTypeWhereThereIsNone() {
    assertThat(FailureText.of(new IllegalStateException("no room"))).isEqualTo("no room");
    assertThat(FailureText.of(new NullPointerException()))
        .isEqualTo("java.lang.NullPointerException");
    assertThat(FailureText.of(new IllegalStateException("")))
        .startsWith("java.lang.IllegalStateException");
  }
}
