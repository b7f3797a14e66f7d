package dev.tidewire.platform.text;

import dev.tidewire.contract.ReadingTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads a time: RFC 3339, {@code yyyy-MM-dd HH:mm:ss[.fraction]} in UTC, or an integer of
 * milliseconds since 1970. Without java.time, which costs ten times as much.
 *
 * <p>Times are microseconds since 1970. A time before or after the years 1 to 9999 reads as the
 * microsecond before {@link ReadingTime#MIN_MICROS} or after {@link ReadingTime#MAX_MICROS}, so
 * that a caller with bounds of its own can say which one was crossed.
 */
public final class TimeText {
  /** What a text that is no time reads as; no valid {@link ReadingTime}. */
  public static final long NOT_A_TIME = Long.MIN_VALUE;

  /** What is understood, in words for the sender. */
  public static final String FORMS =
      "RFC 3339 like 2026-11-22T10:00:00.123Z, an integer of milliseconds since 1970, or"
          + " yyyy-MM-dd HH:mm:ss in UTC";

  private static final int SHORTEST = 19;
  private static final int LONGEST = 64;
  private static final int MICRO_DIGITS = 6;
  private static final long MICROS_PER_SECOND = 1_000_000;

  private final Text text;
  private final Rounding rounding;
  private int at;

  private TimeText(Text text, Rounding rounding) {
    this.text = text;
    this.rounding = rounding;
  }

  /** What becomes of a fraction that is finer than a microsecond. */
  public enum Rounding {
    /** Towards the past. */
    DOWN,
    /** Towards the future, which keeps what "from" includes and "to" excludes. */
    UP
  }

  /** The microseconds of a time in any of the {@link #FORMS}, or {@link #NOT_A_TIME}. */
  public static long parse(String text, Rounding rounding) {
    if (text.length() > LONGEST) {
      return NOT_A_TIME;
    }
    Text buffer = new Text();
    buffer.set(text);
    return parse(buffer, rounding);
  }

  /** As {@link #parse(String, Rounding)}. */
  public static long parse(Text text, Rounding rounding) {
    return NumberText.isInteger(text)
        ? ofMillis(NumberText.parseInteger(text))
        : parseDate(text, rounding);
  }

  /** As {@link #parse(Text, Rounding)}, but an integer is no time. */
  public static long parseDate(Text text, Rounding rounding) {
    boolean plausible = text.length() >= SHORTEST && text.length() <= LONGEST;
    return plausible ? new TimeText(text, rounding).date() : NOT_A_TIME;
  }

  /** The microseconds of milliseconds since 1970. */
  public static long ofMillis(long millis) {
    if (millis < Math.floorDiv(ReadingTime.MIN_MICROS, 1_000)) {
      return ReadingTime.MIN_MICROS - 1;
    }
    boolean isLate = millis > Math.floorDiv(ReadingTime.MAX_MICROS, 1_000);
    return isLate ? ReadingTime.MAX_MICROS + 1 : millis * 1_000;
  }

  /**
   * What is wrong with a parameter, in words for the sender, or null.
   *
   * @param micros what {@code text} was read as
   */
  public static @Nullable String violation(String text, long micros) {
    if (micros == NOT_A_TIME) {
      return "It must be " + FORMS + "." + hint(text);
    }
    return ReadingTime.isValid(micros) ? null : "It must lie between the years 1 and 9999.";
  }

  private static String hint(String text) {
    return text.length() <= LONGEST && text.matches(".*:\\d\\d(\\.\\d+)? \\d\\d:\\d\\d")
        ? " A + before the offset is written %2B in a URL."
        : "";
  }

  private long date() {
    int year = number(4);
    boolean punctuated = skip('-');
    int month = number(2);
    punctuated &= skip('-');
    int day = number(2);
    char separator = text.charAt(at++);
    int hour = number(2);
    punctuated &= skip(':');
    int minute = number(2);
    punctuated &= skip(':');
    int second = number(2);
    if (!punctuated
        || !Calendar.isDate(year, month, day)
        || !isBetween(hour, 0, 23)
        || !isBetween(minute, 0, 59)
        || !isBetween(second, 0, 59)) {
      return NOT_A_TIME;
    }
    long fraction = fraction();
    long offsetMinutes = offsetMinutes(separator);
    if (fraction < 0 || offsetMinutes == NOT_A_TIME) {
      return NOT_A_TIME;
    }
    long minutes = (Calendar.epochDay(year, month, day) * 24 + hour) * 60 + minute - offsetMinutes;
    return clamp((minutes * 60 + second) * MICROS_PER_SECOND + fraction);
  }

  /** A number of exactly so many digits, or negative. */
  private int number(int digits) {
    int number = 0;
    for (int i = 0; i < digits; i++) {
      int digit = at < text.length() ? text.charAt(at++) - '0' : -1;
      if (!isBetween(digit, 0, 9)) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private boolean skip(char c) {
    return at < text.length() && text.charAt(at++) == c;
  }

  /** The microseconds behind the point, 0 when there is no point, or negative. */
  private long fraction() {
    if (at == text.length() || text.charAt(at) != '.') {
      return 0;
    }
    int first = ++at;
    long micros = 0;
    boolean isFiner = false;
    while (at < text.length() && isBetween(text.charAt(at), '0', '9')) {
      if (at - first < MICRO_DIGITS) {
        micros = micros * 10 + text.charAt(at) - '0';
      } else {
        isFiner |= text.charAt(at) != '0';
      }
      at++;
    }
    for (int digits = at - first; digits < MICRO_DIGITS; digits++) {
      micros *= 10;
    }
    if (isFiner && rounding == Rounding.UP) {
      micros++;
    }
    return at == first ? -1 : micros;
  }

  /** The zone's minutes east of UTC, or {@link #NOT_A_TIME}. */
  private long offsetMinutes(char separator) {
    boolean rfc3339 = separator == 'T' || separator == 't' || separator == ' ';
    if (at == text.length()) {
      return separator == ' ' ? 0 : NOT_A_TIME;
    }
    char sign = text.charAt(at++);
    if (sign == 'Z' || sign == 'z') {
      return rfc3339 && at == text.length() ? 0 : NOT_A_TIME;
    }
    int hours = number(2);
    boolean punctuated = skip(':');
    int minutes = number(2);
    if (!rfc3339
        || sign != '+' && sign != '-'
        || !isBetween(hours, 0, 23)
        || !punctuated
        || !isBetween(minutes, 0, 59)
        || at != text.length()) {
      return NOT_A_TIME;
    }
    int offset = hours * 60 + minutes;
    return sign == '-' ? -offset : offset;
  }

  private static long clamp(long micros) {
    return Math.max(ReadingTime.MIN_MICROS - 1, Math.min(micros, ReadingTime.MAX_MICROS + 1));
  }

  private static boolean isBetween(int number, int min, int max) {
    return number >= min && number <= max;
  }
}
