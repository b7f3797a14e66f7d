package dev.tidewire.ingest.influx;

import dev.tidewire.ingest.format.Quoted;
import dev.tidewire.platform.text.NumberText;
import dev.tidewire.platform.text.Text;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The value of a field that is a number: {@code 1.5}, {@code 3i}, {@code 3u} or {@code true}. */
final class FieldValue {
  /** The quotient of such an integer and such a power is rounded once (Clinger 1990). */
  private static final long EXACT_INTEGERS = 1L << 53;

  private static final int MOST_DIGITS = 18;

  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private final Text text = new Text();
  private double number;
  private boolean isInexact;

  /** What was read. */
  double number() {
    return number;
  }

  /** Whether it is not exactly what was sent. */
  boolean isInexact() {
    return isInexact;
  }

  /** Reads a value, which is not empty; returns what is wrong with it, or null. */
  @Nullable String read(byte[] buffer, int from, int to) {
    isInexact = false;
    byte last = buffer[to - 1];
    if (last == 'i' || last == 'u') {
      return integer(buffer, from, to - 1, last == 'u');
    }
    if (readSimple(buffer, from, to) || isBoolean(buffer, from, to)) {
      return null;
    }
    return decimal(buffer, from, to);
  }

  private @Nullable String integer(byte[] buffer, int from, int to, boolean isUnsigned) {
    boolean isNegative = from < to && buffer[from] == '-';
    int digits = from + (isNegative ? 1 : 0);
    for (int i = digits; i < to; i++) {
      if (buffer[i] < '0' || buffer[i] > '9') {
        return notANumber(buffer, from, to + 1);
      }
    }
    if (digits == to || isUnsigned && isNegative) {
      return notANumber(buffer, from, to + 1);
    }
    return readSimple(buffer, from, to) ? null : decimal(buffer, from, to);
  }

  /** Digits with at most one point, of which one division makes the nearest double. */
  private boolean readSimple(byte[] buffer, int from, int to) {
    boolean isNegative = buffer[from] == '-';
    int at = from + (isNegative ? 1 : 0);
    int digits = to - at;
    int point = -1;
    long mantissa = 0;
    for (; at < to; at++) {
      int digit = buffer[at] - '0';
      if (digit >= 0 && digit <= 9) {
        mantissa = mantissa * 10 + digit;
      } else if (buffer[at] == '.' && point < 0) {
        point = at;
        digits--;
      } else {
        return false;
      }
    }
    if (digits < 1 || digits > MOST_DIGITS || mantissa > EXACT_INTEGERS || mantissa == 0) {
      return false;
    }
    double value = point < 0 ? mantissa : mantissa / POWERS[to - point - 1];
    number = isNegative ? -value : value;
    return true;
  }

  private boolean isBoolean(byte[] buffer, int from, int to) {
    if (to - from > "false".length()) {
      return false;
    }
    boolean isKnown = true;
    switch (new String(buffer, from, to - from, StandardCharsets.ISO_8859_1)) {
      case "t", "T", "true", "True", "TRUE" -> number = 1;
      case "f", "F", "false", "False", "FALSE" -> number = 0;
      default -> isKnown = false;
    }
    return isKnown;
  }

  private @Nullable String decimal(byte[] buffer, int from, int to) {
    text.clear();
    text.appendAscii(buffer, from, to - from);
    number = NumberText.parse(text);
    if (Double.isNaN(number)) {
      return notANumber(buffer, from, to);
    }
    if (Double.isInfinite(number)) {
      return "a value is too large for a 64-bit floating-point number: "
          + Quoted.of(text.toString());
    }
    isInexact = NumberText.mayBeInexact(number) && !NumberText.isExact(text, number);
    return null;
  }

  private static String notANumber(byte[] buffer, int from, int to) {
    return "invalid field value %s: a number, true, false, or text in quotes is expected"
        .formatted(Quoted.of(new String(buffer, from, to - from, StandardCharsets.UTF_8)));
  }
}
