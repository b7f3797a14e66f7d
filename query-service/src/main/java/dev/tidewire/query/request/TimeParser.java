package dev.tidewire.query.request;

import static java.time.temporal.ChronoField.DAY_OF_MONTH;
import static java.time.temporal.ChronoField.HOUR_OF_DAY;
import static java.time.temporal.ChronoField.MINUTE_OF_HOUR;
import static java.time.temporal.ChronoField.MONTH_OF_YEAR;
import static java.time.temporal.ChronoField.NANO_OF_SECOND;
import static java.time.temporal.ChronoField.SECOND_OF_MINUTE;
import static java.time.temporal.ChronoField.YEAR;

import dev.tidewire.contract.ReadingTime;
import java.time.Instant;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;

/**
 * Reads the bounds of a range. Fractions finer than a microsecond round up, which leaves the
 * readings that "from" includes and "to" excludes the same.
 */
final class TimeParser {
  private static final DateTimeFormatter RFC_3339 =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendValue(YEAR, 4, 4, SignStyle.NEVER)
          .appendLiteral('-')
          .appendValue(MONTH_OF_YEAR, 2)
          .appendLiteral('-')
          .appendValue(DAY_OF_MONTH, 2)
          .appendLiteral('T')
          .appendValue(HOUR_OF_DAY, 2)
          .appendLiteral(':')
          .appendValue(MINUTE_OF_HOUR, 2)
          .appendLiteral(':')
          .appendValue(SECOND_OF_MINUTE, 2)
          .optionalStart()
          .appendFraction(NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .appendOffset("+HH:MM", "Z")
          .toFormatter()
          .withChronology(IsoChronology.INSTANCE)
          .withResolverStyle(ResolverStyle.STRICT);

  private TimeParser() {}

  static TimeText parse(String text) {
    if (text.matches("-?\\d{1,18}")) {
      return epochMillis(Long.parseLong(text));
    }
    try {
      return bound(RFC_3339.parse(text, Instant::from));
    } catch (DateTimeParseException malformed) {
      return new TimeText.Malformed(
          "It must be RFC 3339, as in 2026-11-22T10:00:00Z, or epoch milliseconds." + hint(text));
    }
  }

  private static TimeText epochMillis(long millis) {
    long last = ReadingTime.MAX_MICROS / 1000;
    long first = ReadingTime.MIN_MICROS / 1000;
    return millis < first || millis > last ? outside() : new TimeText.Valid(millis * 1000);
  }

  private static TimeText bound(Instant instant) {
    Instant roundedUp = instant.plusNanos(999);
    long micros = ReadingTime.toMicros(roundedUp);
    return ReadingTime.isValid(micros) ? new TimeText.Valid(micros) : outside();
  }

  private static TimeText outside() {
    return new TimeText.Malformed("It must lie between the years 1 and 9999.");
  }

  private static String hint(String text) {
    return text.matches(".*:\\d\\d(\\.\\d+)? \\d\\d:\\d\\d")
        ? " A + before the offset is written %2B in a URL."
        : "";
  }
}
