package dev.tidewire.processing.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
  private final Units units = new Units();

  @ParameterizedTest
  @CsvSource({
    "[degF], Cel, 212, 100",
    "[degF], Cel, 71.6, 22",
    "[degF], Cel, 70.9, 21.61111111111111",
    "Cel, [degF], 21.5, 70.7",
    "K, Cel, 294.65, 21.5",
    "hPa, Pa, 1013.25, 101325",
    "mbar, hPa, 1013.25, 1013.25",
    "[in_i], cm, 1, 2.54",
    "kW.h, W.h, 0.1, 100",
    "kW.h, J, 1.1, 3960000",
    "L/min, m3/h, 60, 3.6",
    "km/h, m/s, 3.6, 1",
    "%, 1, 45.3, 0.453",
    "[ppm], %, 400, 0.04",
    "deg, rad, 180, 3.141592653589793",
    "By, KiBy, 1024, 1",
    "ug/m3, mg/m3, 12.5, 0.0125",
    "mm[Hg], Pa, 760, 101324.72",
    "V, mV, -1.1, -1100",
  })
  void valuesAreConvertedExactlyWherePossible(String from, String to, double value, double other) {
    assertThat(units.between(from, to).orElseThrow().of(value)).isEqualTo(other);
  }

  @ParameterizedTest
  @CsvSource({
    "m, s",
    "Cel, m/s",
    "W, Cel",
    "dB, 1",
    "1, dB",
    "Np, 1",
    "B[SPL], Pa",
    "[pH], mol/L",
    "°C, Cel",
    "C, Cel",
    "celsius, Cel",
    "m/, m",
    "(m, m",
    "m99, m2147483648",
    "Ym99999, m",
    "m999999999, m",
    "10*999999999, 1"
  })
  void whatMeasuresSomethingElseOrIsNoUnit_isNotConverted(String from, String to) {
    assertThat(units.between(from, to)).isEmpty();
  }

  @Property(tries = 2_000)
  void anyTextIsReadInNoTime(
      @ForAll
          @StringLength(max = 64)
          @Chars({
            'm', 'C', 'e', 'l', '(', ')', '/', '.', '1', '9', '-', '*', '[', ']', '{', '}', 'k',
            'd', 'B'
          })
          String unit) {
    // When
    long start = System.nanoTime();
    Optional<Conversion> conversion = units.between(unit, "Cel");

    // Then
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    conversion.ifPresent(there -> assertThat(there.of(1)).isNotNaN());
  }
}
