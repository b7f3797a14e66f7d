package dev.tidewire.platform.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitPreferenceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "wait=5|5",
        "Wait = 5|5",
        "wait=\"7\"|7",
        "respond-async, wait=10|10",
        "wait=10;x=y, respond-async|10",
        "wait=1, wait=2|1",
        "wait=0|0",
        "wait=999999999|999999999",
      })
  void secondsToWait_areRead(String prefer, long seconds) {
    assertThat(WaitPreference.of(prefer)).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "wait",
        "wait=",
        "wait=x",
        "wait=-1",
        "wait=1.5",
        "await=5",
        "wait=9999999999",
        "return=minimal"
      })
  void whatAsksForNoWait_isIgnored(String prefer) {
    assertThat(WaitPreference.of(prefer)).isEmpty();
  }

  @Test
  void noHeader_asksForNoWait() {
    assertThat(WaitPreference.of(null)).isEmpty();
  }
}
