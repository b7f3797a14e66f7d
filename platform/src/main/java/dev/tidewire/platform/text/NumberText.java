package dev.tidewire.platform.text;

import com.fasterxml.jackson.core.io.NumberInput;

/** Reads decimal numbers from text; never {@code NaN}, {@code Infinity} or hexadecimal. */
public final class NumberText {
  private static final int MAX_LENGTH = 1_000;
  private static final int MAX_LONG_DIGITS = 18;

  private NumberText() {}

  /** The number, infinite where it is too large, or NaN where the text is no decimal number. */
  public static double parse(Text text) {
    return isDecimal(text)
        ? NumberInput.parseDouble(text.buffer(), 0, text.length(), true)
        : Double.NaN;
  }

  /** Whether the text is digits with an optional minus, few enough to fit a long. */
  static boolean isInteger(Text text) {
    int first = text.length() > 0 && text.charAt(0) == '-' ? 1 : 0;
    int digits = text.length() - first;
    return digits > 0 && digits <= MAX_LONG_DIGITS && skipDigits(text, first) == text.length();
  }

  /** The value of a text that is an integer. */
  static long parseInteger(Text text) {
    boolean negative = text.charAt(0) == '-';
    long number = 0;
    for (int i = negative ? 1 : 0; i < text.length(); i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return negative ? -number : number;
  }

  private static boolean isDecimal(Text text) {
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
