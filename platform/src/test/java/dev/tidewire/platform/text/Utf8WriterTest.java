package dev.tidewire.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf8WriterTest {
  @ParameterizedTest
  @CsvSource({"0", "9", "10", "-1", "9223372036854775807", "-9223372036854775808"})
  void wholeNumbers(long number) {
    assertThat(new Utf8Writer(0).integer(number).toString()).isEqualTo(Long.toString(number));
  }
}
