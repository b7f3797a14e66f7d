package dev.tidewire.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.schubfach.DoubleToDecimal;
import java.math.BigDecimal;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {
  @Property(tries = 5000)
  void everyDoubleReadsBack(@ForAll long bits) {
    double value = Double.longBitsToDouble(bits);
    Assume.that(Double.isFinite(value));
    assertReadsBackAndIsShortest(value);
  }

  @Property(tries = 5000)
  void everyShortDecimalStaysShort(
      @ForAll @LongRange(min = -10_000_000_000_000_000L, max = 10_000_000_000_000_000L) long digits,
      @ForAll @IntRange(max = 12) int scale) {
    assertReadsBackAndIsShortest(BigDecimal.valueOf(digits, scale).doubleValue());
  }

  @ParameterizedTest
  @CsvSource({
    "73.0, 73",
    "0.0, 0",
    "-0.0, -0",
    "71.3, 71.3",
    "-0.5, -0.5",
    "0.000001, 0.000001",
    "0.0000001, 0.0000001",
    "1.0E-8, 1E-8",
    "2.0E23, 2E23",
    "1.0E15, 1000000000000000",
    "9007199254740993, 9007199254740992",
    "1.0E20, 100000000000000000000",
    "1.0E21, 1E21",
    "12345678.12345678, 12345678.12345678",
    "4.9E-324, 4.9E-324",
    "1.7976931348623157E308, 1.7976931348623157E308",
  })
  void writesPlainly(double value, String text) {
    assertThat(format(value)).isEqualTo(text);
  }

  private static void assertReadsBackAndIsShortest(double value) {
    String text = format(value);
    assertThat(Double.parseDouble(text)).as(text).isEqualTo(value);
    BigDecimal shortest = new BigDecimal(DoubleToDecimal.toString(value));
    assertThat(new BigDecimal(text)).as(text).isEqualByComparingTo(shortest);
  }

  private static String format(double value) {
    return Decimals.write(new Utf8Writer(0), value).toString();
  }
}
