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

  private TimeText() {}

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
    return plausible ? new DateReader(text, rounding).read() : NOT_A_TIME;
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
}
