package dev.tidewire.ingest.parse;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.ingest.batch.Text;

/**
 * Reads a time as RFC 3339 or as {@code yyyy-MM-dd HH:mm:ss[.fraction]} in UTC, to microseconds;
 * finer digits are cut off. Without java.time, which costs ten times as much.
 */
final class TimeText {
  /** What a text that is no time reads as. */
  static final long NOT_A_TIME = Long.MIN_VALUE;

  /** What is understood, in words for the sender. */
  static final String FORMS =
      "RFC 3339 like 2026-11-22T10:00:00.123Z, an integer of milliseconds since 1970, or"
          + " yyyy-MM-dd HH:mm:ss in UTC";

  private static final int SHORTEST = 19;
  private static final int LONGEST = 64;
  private static final int MICRO_DIGITS = 6;
  private static final long MICROS_PER_SECOND = 1_000_000;

  private final Text text;
  private int at;

  private TimeText(Text text) {
    this.text = text;
  }

  /** The microseconds since 1970, or {@link #NOT_A_TIME}. */
  static long parse(Text text) {
    boolean plausible = text.length() >= SHORTEST && text.length() <= LONGEST;
    return plausible ? new TimeText(text).parse() : NOT_A_TIME;
  }

  /** The microseconds of milliseconds since 1970, or {@link #NOT_A_TIME} where they overflow. */
  static long ofMillis(long millis) {
    boolean fits = Math.abs(millis) <= Long.MAX_VALUE / 1_000 && millis != Long.MIN_VALUE;
    return fits ? millis * 1_000 : NOT_A_TIME;
  }

  private long parse() {
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
        || !isDate(year, month, day)
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
    long minutes = (epochDay(year, month, day) * 24 + hour) * 60 + minute - offsetMinutes;
    long micros = (minutes * 60 + second) * MICROS_PER_SECOND + fraction;
    return ReadingTime.isValid(micros) ? micros : NOT_A_TIME;
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
    while (at < text.length() && isBetween(text.charAt(at), '0', '9')) {
      if (at - first < MICRO_DIGITS) {
        micros = micros * 10 + text.charAt(at) - '0';
      }
      at++;
    }
    for (int digits = at - first; digits < MICRO_DIGITS; digits++) {
      micros *= 10;
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

  private static boolean isDate(int year, int month, int day) {
    return year >= 0 && isBetween(month, 1, 12) && isBetween(day, 1, daysOf(month, year));
  }

  private static int daysOf(int month, int year) {
    if (month == 2) {
      boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
      return leap ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /** Days since 1970 in the Gregorian calendar, counting years from March to end with the leap. */
  private static long epochDay(int year, int month, int day) {
    int marchYear = month > 2 ? year : year - 1;
    int era = Math.floorDiv(marchYear, 400);
    int yearOfEra = marchYear - era * 400;
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468;
  }

  private static boolean isBetween(int number, int min, int max) {
    return number >= min && number <= max;
  }
}
