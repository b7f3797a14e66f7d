package dev.tidewire.platform.text;

import com.fasterxml.jackson.core.io.NumberInput;
import java.math.BigDecimal;

/** Reads decimal numbers from text; never {@code NaN}, {@code Infinity} or hexadecimal. */
public final class NumberText {
  private static final int MAX_LENGTH = 1_000;

  /** 2^53: below it a double holds every integer. */
  private static final double EXACT_INTEGERS = 0x1p53;

  private NumberText() {}

  /** The number, infinite where it is too large, or NaN where the text is no decimal number. */
  public static double parse(Text text) {
    return isDecimal(text)
        ? NumberInput.parseDouble(text.buffer(), 0, text.length(), true)
        : Double.NaN;
  }

  /** Whether {@link #isExact} can be false for a text with this value. */
  public static boolean mayBeInexact(double value) {
    return value == 0 || Math.abs(value) >= EXACT_INTEGERS;
  }

  /**
   * Whether the double holds what a sender can expect: exactly the number where that is an integer,
   * and not zero where it is not zero.
   *
   * @param text a decimal number
   * @param value what the text was read as, finite
   */
  public static boolean isExact(Text text, double value) {
    int first = skipSign(text, 0);
    if (value == 0) {
      return hasOnlyZeros(text, first);
    }
    return skipDigits(text, first) < text.length()
        || new BigDecimal(text.buffer(), 0, text.length()).compareTo(new BigDecimal(value)) == 0;
  }

  /** Whether all digits before the exponent are zeros. */
  private static boolean hasOnlyZeros(Text text, int first) {
    for (int at = first; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == 'e' || c == 'E') {
        return true;
      }
      if (c != '0' && c != '.') {
        return false;
      }
    }
    return true;
  }

  /** Whether the text is a decimal number. */
  public static boolean isDecimal(Text text) {
    if (text.length() > MAX_LENGTH) {
      return false;
    }
    int integer = skipSign(text, 0);
    int end = skipDigits(text, integer);
    int digits = end - integer;
    if (end < text.length() && text.charAt(end) == '.') {
      int fraction = end + 1;
      end = skipDigits(text, fraction);
      digits += end - fraction;
    }
    if (digits > 0 && end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
      int exponent = skipSign(text, end + 1);
      end = skipDigits(text, exponent);
      digits = end - exponent;
    }
    return digits > 0 && end == text.length();
  }

  private static int skipSign(Text text, int at) {
    boolean signed = at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+');
    return signed ? at + 1 : at;
  }

  private static int skipDigits(Text text, int at) {
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
