package dev.tidewire.platform.text;

import dev.tidewire.contract.ReadingTime;

/** Reads one text of at least {@code yyyy-MM-dd HH:mm:ss}, from its beginning to its end. */
final class DateReader {
  private static final int MICRO_DIGITS = 6;
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long SECONDS_PER_DAY = 86_400;

  private final Text text;
  private final TimeText.Rounding rounding;
  private int at;

  DateReader(Text text, TimeText.Rounding rounding) {
    this.text = text;
    this.rounding = rounding;
  }

  /** The microseconds since 1970, or {@link TimeText#NOT_A_TIME}. */
  long read() {
    long day = epochDay();
    char separator = text.charAt(at++);
    long second = secondOfDay();
    long fraction = fraction();
    long offsetMinutes = offsetMinutes(separator);
    if (day == TimeText.NOT_A_TIME
        || second < 0
        || fraction < 0
        || offsetMinutes == TimeText.NOT_A_TIME) {
      return TimeText.NOT_A_TIME;
    }
    long seconds = day * SECONDS_PER_DAY + second - offsetMinutes * 60;
    return clamp(seconds * MICROS_PER_SECOND + fraction);
  }

  /** The days since 1970, or {@link TimeText#NOT_A_TIME}. */
  private long epochDay() {
    int year = number(4);
    boolean punctuated = skip('-');
    int month = number(2);
    punctuated &= skip('-');
    int day = number(2);
    return punctuated && Calendar.isDate(year, month, day)
        ? Calendar.epochDay(year, month, day)
        : TimeText.NOT_A_TIME;
  }

  /** The seconds since midnight, or negative. */
  private int secondOfDay() {
    int hour = number(2);
    boolean punctuated = skip(':');
    int minute = number(2);
    punctuated &= skip(':');
    int second = number(2);
    boolean isTime =
        punctuated
            && isBetween(hour, 0, 23)
            && isBetween(minute, 0, 59)
            && isBetween(second, 0, 59);
    return isTime ? (hour * 60 + minute) * 60 + second : -1;
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

  /** The microseconds after the point, 0 when there is no point, or negative. */
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
    if (isFiner && rounding == TimeText.Rounding.UP) {
      micros++;
    }
    return at == first ? -1 : micros;
  }

  /** The zone's minutes east of UTC, or {@link TimeText#NOT_A_TIME}. */
  private long offsetMinutes(char separator) {
    boolean rfc3339 = separator == 'T' || separator == 't' || separator == ' ';
    if (at == text.length()) {
      return separator == ' ' ? 0 : TimeText.NOT_A_TIME;
    }
    char sign = text.charAt(at++);
    if (sign == 'Z' || sign == 'z') {
      return rfc3339 && at == text.length() ? 0 : TimeText.NOT_A_TIME;
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
      return TimeText.NOT_A_TIME;
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
