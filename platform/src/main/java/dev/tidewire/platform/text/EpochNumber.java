package dev.tidewire.platform.text;

import dev.tidewire.contract.ReadingTime;
import org.jspecify.annotations.Nullable;

/** One decimal number as a time since 1970. Exact: it moves the decimal point. */
final class EpochNumber {
  /** Moves the point of a number of {@link TimeText#LONGEST} characters past its digits. */
  private static final int MAX_EXPONENT = 99;

  private static final long SATURATED = ReadingTime.MAX_MICROS + 1;

  private final Text text;
  private final boolean isNegative;
  private final int first;

  /** Where the digits end. */
  private final int end;

  /** How many digits stand before the point when the exponent is applied. */
  private final int whole;

  /**
   * @param text a decimal number
   */
  EpochNumber(Text text) {
    this.text = text;
    this.isNegative = text.charAt(0) == '-';
    this.first = isNegative || text.charAt(0) == '+' ? 1 : 0;
    int point = -1;
    int at = first;
    while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
      point = text.charAt(at) == '.' ? at : point;
      at++;
    }
    this.end = at;
    this.whole = (point < 0 ? end : point) - first + exponent(text, end);
  }

  /** The microseconds, or the nearest ones outside of the range of a reading. */
  long micros(@Nullable EpochUnit fixed, TimeText.Rounding rounding) {
    EpochUnit unit = fixed == null ? EpochUnit.of(integer(whole)) : fixed;
    int digits = whole + unit.microsExponent();
    long micros = integer(digits);
    boolean isFromZero = (rounding == TimeText.Rounding.UP) != isNegative;
    if (isFromZero && hasMore(digits)) {
      micros++;
    }
    return isNegative ? Math.max(-micros, ReadingTime.MIN_MICROS - 1) : Math.min(micros, SATURATED);
  }

  /** The integer of the first so many digits, with zeros after the last one. */
  private long integer(int digits) {
    long number = 0;
    int at = first;
    for (int i = 0; i < digits; i++) {
      at = at < end && text.charAt(at) == '.' ? at + 1 : at;
      int digit = at < end ? text.charAt(at++) - '0' : 0;
      number = Math.min(number * 10 + digit, SATURATED);
    }
    return number;
  }

  /** Whether there is anything but zeros behind the first so many digits. */
  private boolean hasMore(int digits) {
    int passed = 0;
    for (int at = first; at < end; at++) {
      char c = text.charAt(at);
      if (c != '.' && passed++ >= digits && c != '0') {
        return true;
      }
    }
    return false;
  }

  private static int exponent(Text text, int e) {
    if (e == text.length()) {
      return 0;
    }
    char sign = text.charAt(e + 1);
    int exponent = 0;
    for (int at = isDigit(sign) ? e + 1 : e + 2; at < text.length(); at++) {
      exponent = Math.min(exponent * 10 + text.charAt(at) - '0', MAX_EXPONENT);
    }
    return sign == '-' ? -exponent : exponent;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
