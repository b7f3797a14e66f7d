package dev.tidewire.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0, '0'",
    "3.6, '4'",
    "87.4, '87'",
    "999.6, '1,000'",
    "1234, '1,230'",
    "181567.8, '182,000'"
  })
  void roundsRatesToThreeDigits(double rate, String text) {
    assertThat(Numbers.rate(rate)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0.456, '0.46'", "9.994, '9.99'", "12.7, '13'", "1536, '1,536'"})
  void writesHundredthsOnlyBelowTen(double number, String text) {
    assertThat(Numbers.measure(number)).isEqualTo(text);
  }
}
