package dev.tidewire.platform.text;

import dev.tidewire.contract.ReadingTime;

/** Reads one text of at least {@code yyyy-MM-dd HH:mm:ss}, from its beginning to its end. */
final class DateReader extends DigitReader {
  private static final int MICRO_DIGITS = 6;
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long SECONDS_PER_DAY = 86_400;
  private static final int LONGEST_YEAR = 6;
  private static final int LATEST_YEAR = 10_000;

  private final TimeText.Rounding rounding;
  private boolean isLeapSecond;

  DateReader(Text text, TimeText.Rounding rounding) {
    super(text);
    this.rounding = rounding;
  }

  /** The microseconds since 1970, or {@link TimeText#NOT_A_TIME}. */
  long read() {
    long day = epochDay();
    char separator = text.charAt(at++);
    long second = secondOfDay();
    long fraction = fraction();
    return micros(day, second, fraction, offsetMinutes(separator));
  }

  /** As {@link #read}, of a text without an offset; as if it were UTC. */
  long readLocal() {
    long day = epochDay();
    char separator = text.charAt(at++);
    long second = secondOfDay();
    long fraction = fraction();
    boolean isLocal = isAtEnd() && isSeparator(separator) && !isLeapSecond;
    return micros(day, second, fraction, isLocal ? 0 : TimeText.NOT_A_TIME);
  }

  private long micros(long day, long second, long fraction, long offsetMinutes) {
    if (day == TimeText.NOT_A_TIME
        || second < 0
        || fraction < 0
        || offsetMinutes == TimeText.NOT_A_TIME) {
      return TimeText.NOT_A_TIME;
    }
    long seconds = day * SECONDS_PER_DAY + second - offsetMinutes * 60;
    if (isLeapSecond) {
      return seconds % SECONDS_PER_DAY == 0
          ? clamp(seconds * MICROS_PER_SECOND - 1)
          : TimeText.NOT_A_TIME;
    }
    return clamp(seconds * MICROS_PER_SECOND + fraction);
  }

  /** The days since 1970, or {@link TimeText#NOT_A_TIME}. */
  private long epochDay() {
    int year = year();
    boolean punctuated = skip('-');
    int month = number(2);
    punctuated &= skip('-');
    int day = number(2);
    return punctuated && Calendar.isDate(year, month, day)
        ? Calendar.epochDay(Math.min(year, LATEST_YEAR), month, day)
        : TimeText.NOT_A_TIME;
  }

  /** Four digits, or more of a year that is far away; or negative. */
  private int year() {
    int first = at;
    int year = 0;
    while (at - first < LONGEST_YEAR && isAtDigit()) {
      year = year * 10 + text.charAt(at++) - '0';
    }
    return at - first >= 4 ? year : -1;
  }

  /** The seconds since midnight, one more than there are in a leap second; or negative. */
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
            && isBetween(second, 0, 60);
    isLeapSecond = second == 60;
    return isTime ? (hour * 60 + minute) * 60 + second : -1;
  }

  /** The microseconds after the point, 0 when there is no point, or negative. */
  private long fraction() {
    if (isAtEnd() || text.charAt(at) != '.') {
      return 0;
    }
    int first = ++at;
    long micros = 0;
    boolean isFiner = false;
    while (isAtDigit()) {
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
    boolean rfc3339 = isSeparator(separator);
    if (isAtEnd()) {
      return separator == ' ' ? 0 : TimeText.NOT_A_TIME;
    }
    char sign = text.charAt(at++);
    if (sign == 'Z' || sign == 'z') {
      return rfc3339 && isAtEnd() ? 0 : TimeText.NOT_A_TIME;
    }
    int hours = number(2);
    int minutes = isAtEnd() ? 0 : minutesOfOffset();
    if (!rfc3339
        || sign != '+' && sign != '-'
        || !isBetween(hours, 0, 23)
        || !isBetween(minutes, 0, 59)
        || !isAtEnd()) {
      return TimeText.NOT_A_TIME;
    }
    int offset = hours * 60 + minutes;
    return sign == '-' ? -offset : offset;
  }

  private int minutesOfOffset() {
    at = text.charAt(at) == ':' ? at + 1 : at;
    return number(2);
  }

  private static boolean isSeparator(char c) {
    return c == 'T' || c == 't' || c == ' ';
  }

  private static long clamp(long micros) {
    return Math.max(ReadingTime.MIN_MICROS - 1, Math.min(micros, ReadingTime.MAX_MICROS + 1));
  }
}
