package dev.tidewire.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {
  @ParameterizedTest
  @CsvSource({
    "71.3, 71.3",
    "-0, -0.0",
    "+5, 5.0",
    ".5, 0.5",
    "5., 5.0",
    "1e3, 1000.0",
    "1E-3, 0.001",
    "1e400, Infinity",
    "4.9E-324, 4.9E-324",
  })
  void readsDecimals(String text, double value) {
    assertThat(NumberText.parse(text(text))).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".",
        "e5",
        "1e",
        "1e+",
        "NaN",
        "Infinity",
        "0x1p3",
        "1d",
        "1f",
        "1_000",
        "1,5",
        "٣",
        " 1",
        "1 ",
        "--1",
        "1.2.3"
      })
  void refusesWhatIsNoDecimal(String text) {
    assertThat(NumberText.parse(text(text))).isNaN();
  }

  @Property
  void readsEveryDoubleThatJavaWrites(@ForAll double value) {
    assertThat(NumberText.parse(text(Double.toString(value)))).isEqualTo(value);
  }

  /** Java's own parser takes more, and BigDecimal takes nothing but decimals. */
  @Property(tries = 5000)
  void agreesWithJavaOnWhatIsADecimal(
      @ForAll
          @StringLength(max = 8)
          @CharRange(from = '0', to = '9')
          @Chars({'.', '-', '+', 'e', 'E'})
          String text) {
    assertThat(NumberText.parse(text(text))).isEqualTo(twin(text));
  }

  @Property
  void longTextsAreNoNumbers(
      @ForAll @StringLength(min = 1001, max = 1100) @Chars('1') String text) {
    assertThat(NumberText.parse(text(text))).isNaN();
  }

  private static Double twin(String text) {
    try {
      new BigDecimal(text);
      return Double.parseDouble(text);
    } catch (NumberFormatException none) {
      return Double.NaN;
    }
  }

  private static Text text(String characters) {
    Text text = new Text();
    text.set(characters);
    return text;
  }
}
