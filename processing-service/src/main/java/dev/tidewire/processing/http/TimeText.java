package dev.tidewire.processing.http;

import dev.tidewire.contract.ReadingTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as requests and answers write them. */
final class TimeText {
  static final String RULE =
      "It must be RFC 3339, as in 2026-11-22T10:00:00Z, or epoch milliseconds, between the years"
          + " 1 and 9999. A + before the offset is written %2B in a URL.";

  private static final Pattern EPOCH_MILLIS = Pattern.compile("-?\\d{1,15}");

  private TimeText() {}

  /** The microseconds since 1970 of a {@link ReadingTime}, or null when the text is none. */
  static @Nullable Long parse(String text) {
    try {
      long micros =
          EPOCH_MILLIS.matcher(text).matches()
              ? Math.multiplyExact(Long.parseLong(text), 1_000L)
              : ReadingTime.toMicros(OffsetDateTime.parse(text).toInstant());
      return ReadingTime.isValid(micros) ? micros : null;
    } catch (DateTimeParseException | ArithmeticException malformed) {
      return null;
    }
  }

  /** RFC 3339 in UTC. */
  static String of(long micros) {
    return ReadingTime.toInstant(micros).toString();
  }
}
