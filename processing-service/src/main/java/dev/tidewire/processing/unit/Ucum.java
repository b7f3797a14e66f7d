package dev.tidewire.processing.unit;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.measure.IncommensurableException;
import javax.measure.UnitConverter;
import javax.measure.format.UnitFormat;
import systems.uom.ucum.format.UCUMFormat;
import systems.uom.ucum.internal.format.TokenMgrError;

/**
 * Converts between units by their case-sensitive codes in UCUM (ucum.org), where a factor and an
 * offset say it all. Logarithmic units, such as decibels, are not converted: the library confuses
 * the logarithm with its inverse. Nor are units beyond the {@link TrustedUnits}.
 */
final class Ucum {
  /** Nobody measures in such powers, and the library computes them one factor at a time. */
  private static final Pattern HUGE_NUMBER = Pattern.compile("\\d{3}");

  private static final double ROUNDING = 1e-12;

  private final UnitFormat format = UCUMFormat.getInstance(UCUMFormat.Variant.CASE_SENSITIVE);

  /**
   * Empty when one of them is no unit of UCUM or not trusted, when they measure different things,
   * or when a factor and an offset do not say it all.
   */
  Optional<Conversion> between(String from, String to) {
    if (!isTrusted(from) || !isTrusted(to)) {
      return Optional.empty();
    }
    try {
      Conversion conversion = conversion(from, to);
      return isAffine(conversion) ? Optional.of(conversion) : Optional.empty();
    } catch (IncommensurableException | RuntimeException | TokenMgrError noUnits) {
      return Optional.empty();
    }
  }

  private static boolean isTrusted(String code) {
    return !HUGE_NUMBER.matcher(code).find() && TrustedUnits.areAllOf(code);
  }

  /** Decimal arithmetic: 212 degrees Fahrenheit are exactly 100 degrees Celsius. */
  private Conversion conversion(String from, String to) throws IncommensurableException {
    UnitConverter converter = format.parse(from).getConverterToAny(format.parse(to));
    return value -> converter.convert(BigDecimal.valueOf(value)).doubleValue();
  }

  private static boolean isAffine(Conversion conversion) {
    double zero = conversion.of(0);
    double one = conversion.of(1);
    double two = conversion.of(2);
    double bend = Math.abs((two - one) - (one - zero));
    return one != zero && bend <= ROUNDING * Math.max(Math.abs(two), Math.abs(zero));
  }
}
