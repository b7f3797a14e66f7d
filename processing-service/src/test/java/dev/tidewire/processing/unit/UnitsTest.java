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
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          [degF] | Cel | 212 | 100
          [degF] | Cel | 71.6 | 22
          [degF] | Cel | 70.9 | 21.61111111111111
          Cel | [degF] | 21.5 | 70.7
          K | Cel | 294.65 | 21.5
          hPa | Pa | 1013.25 | 101325
          mbar | hPa | 1013.25 | 1013.25
          [in_i] | cm | 1 | 2.54
          kW.h | W.h | 0.1 | 100
          kW.h | J | 1.1 | 3960000
          L/min | m3/h | 60 | 3.6
          km/h | m/s | 3.6 | 1
          % | 1 | 45.3 | 0.453
          [ppm] | % | 400 | 0.04
          deg | rad | 180 | 3.141592653589793
          By | KiBy | 1024 | 1
          ug/m3 | mg/m3 | 12.5 | 0.0125
          mm[Hg] | Pa | 760 | 101324.72
          V | mV | -1.1 | -1100
          [ft_i] | m | 1 | 0.3048
          [yd_i] | m | 1 | 0.9144
          [mi_i] | m | 1 | 1609.344
          [nmi_i] | m | 1 | 1852
          [kn_i] | m/s | 1 | 0.5144444444444445
          [oz_av] | g | 1 | 28.349523125
          [gal_us] | L | 1 | 3.785411784
          atm | Pa | 1 | 101325
          t | kg | 1 | 1000
          wk | d | 1 | 7
          a | d | 1 | 365.25
          Wb | V.s | 1 | 1
          T | Wb/m2 | 1 | 1
          H | Wb/A | 1 | 1
          S | A/V | 1 | 1
          F | C/V | 1 | 1
          C | A.s | 1 | 1
          V | W/A | 1 | 1
          Ohm | V/A | 1 | 1
          N | kg.m/s2 | 1 | 1
          Pa | N/m2 | 1 | 1
          J | N.m | 1 | 1
          W | J/s | 1 | 1
          Hz | /s | 1 | 1
          lm | cd.sr | 1 | 1
          lx | lm/m2 | 1 | 1
          Sv | J/kg | 1 | 1
          [ppb] | 1 | 1 | 1e-9
          [ppth] | 1 | 1 | 0.001
          bit | 1 | 1 | 1
          By | bit | 1 | 8
          bar | Pa | 1 | 100000
          L | dm3 | 1 | 1
          l | L | 1 | 1
          kat | mol/s | 1 | 1
          ' | deg | 1 | 0.016666666666666666
          '' | deg | 1 | 0.0002777777777777778
          m[H2O] | Pa | 1 | 9806.65
          [lbf_av] | N | 1 | 4.4482216152605
          [Btu_IT] | kJ | 1 | 1.05505585262
          cal | J | 1 | 4.184
          [in_i'Hg] | Pa | 1 | 3386.3788
          uSv/h | mSv/h | 1 | 0.001
          MiBy | KiBy | 1 | 1024
          rad | 1 | 1 | 1
          sr | 1 | 1 | 1
          mol/L | mmol/L | 1 | 1000
          K | mK | 1 | 1000
          mCel | Cel | 1 | 0.001
          [cft_i] | m3 | 1 | 0.028316846592
          [acr_us] | m2 | 1 | 4046.872609874252
          ar | m2 | 1 | 100
          har | m2 | 1 | 10000
          kg/m3 | g/L | 1 | 1
          W/m2 | mW/cm2 | 1 | 0.1
          [g] | m/s2 | 1 | 9.80665
          % | [ppm] | 1 | 10000
          umol/mol | [ppm] | 1 | 1
          m3/h | L/s | 1 | 0.2777777777777778
          [degF] | K | 1 | 255.92777777777778
          deg/s | rad/s | 1 | 0.017453292519943295
          {rpm}/min | /min | 1 | 1
          /min | Hz | 1 | 0.016666666666666666
          """)
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
