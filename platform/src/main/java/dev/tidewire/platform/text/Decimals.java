package dev.tidewire.platform.text;

import com.fasterxml.jackson.core.io.schubfach.DoubleToDecimal;
import java.math.BigDecimal;

/**
 * Writes finite doubles as JSON numbers: the fewest digits that read back as the same double,
 * {@code 73} rather than {@code 73.0}, and exponents only below 1e-7 and from 1e21 on.
 */
public final class Decimals {
  private static final long SCALE = 1_000_000;
  private static final int SCALE_DIGITS = 6;

  /** A decimal of at most 15 digits names one double, and no other of them does. */
  private static final double MAX_SCALED = 1e15;

  private Decimals() {}

  /** Appends a finite double. */
  public static Utf8Writer write(Utf8Writer out, double value) {
    double scaled = Math.rint(value * SCALE);
    boolean short15 = Math.abs(scaled) < MAX_SCALED && scaled / SCALE == value;
    // Integers have no negative zero.
    if (short15 && (value != 0 || 1 / value > 0)) {
      return writeScaled(out, (long) scaled);
    }
    return out.text(format(value));
  }

  private static Utf8Writer writeScaled(Utf8Writer out, long scaled) {
    if (scaled < 0) {
      out.ascii('-');
    }
    long magnitude = Math.abs(scaled);
    out.integer(magnitude / SCALE);
    long fraction = magnitude % SCALE;
    if (fraction == 0) {
      return out;
    }
    int digits = SCALE_DIGITS;
    while (fraction % 10 == 0) {
      fraction /= 10;
      digits--;
    }
    return out.ascii('.').digits(fraction, digits);
  }

  private static String format(double value) {
    String shortest = DoubleToDecimal.toString(value);
    double magnitude = Math.abs(value);
    if (shortest.indexOf('E') >= 0 && magnitude >= 1e-7 && magnitude < 1e21) {
      return new BigDecimal(shortest).stripTrailingZeros().toPlainString();
    }
    return shortest.replace(".0E", "E").replaceFirst("\\.0$", "");
  }
}
