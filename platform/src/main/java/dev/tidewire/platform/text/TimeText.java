package dev.tidewire.platform.text;

import dev.tidewire.contract.ReadingTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads a time: RFC 3339, {@code yyyy-MM-dd HH:mm:ss[.fraction]} in UTC, or a decimal number since
 * 1970, whose {@link EpochUnit} goes by its size unless it is given. An offset may lack its colon
 * or its minutes, as in Postgres; a leap second is the last microsecond of its minute. Without
 * java.time, which costs ten times as much.
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
      "RFC 3339 like 2026-11-22T10:00:00.123Z, a number of seconds, milliseconds, microseconds or"
          + " nanoseconds since 1970, or yyyy-MM-dd HH:mm:ss in UTC";

  private static final String OF_A_NUMBER = "; `precision` tells the unit of a number.";

  private static final int SHORTEST = 19;
  static final int LONGEST = 64;

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
    return parse(text, null, rounding);
  }

  /**
   * As {@link #parse(String, Rounding)}.
   *
   * @param unit of a number, or null for the one that its size tells
   */
  public static long parse(String text, @Nullable EpochUnit unit, Rounding rounding) {
    if (text.length() > LONGEST) {
      return NOT_A_TIME;
    }
    Text buffer = new Text();
    buffer.set(text);
    return parse(buffer, unit, rounding);
  }

  /** As {@link #parse(String, Rounding)}. */
  public static long parse(Text text, Rounding rounding) {
    return parse(text, null, rounding);
  }

  /**
   * As {@link #parse(String, Rounding)}.
   *
   * @param unit of a number, or null for the one that its size tells
   */
  public static long parse(Text text, @Nullable EpochUnit unit, Rounding rounding) {
    if (text.length() > LONGEST) {
      return NOT_A_TIME;
    }
    if (NumberText.isDecimal(text)) {
      return new EpochNumber(text).micros(unit, rounding);
    }
    return text.length() >= SHORTEST ? new DateReader(text, rounding).read() : NOT_A_TIME;
  }

  /**
   * As {@link #parse(Text, Rounding)}, rounded down, but of a date without an offset only, which
   * may have a {@code T}. The result is as if it were UTC.
   */
  public static long parseLocal(Text text) {
    boolean plausible = text.length() >= SHORTEST && text.length() <= LONGEST;
    return plausible ? new DateReader(text, Rounding.DOWN).readLocal() : NOT_A_TIME;
  }

  /**
   * The microseconds of a whole number since 1970, rounded down.
   *
   * @param unit of the number, or null for the one that its size tells
   */
  public static long ofEpoch(long number, @Nullable EpochUnit unit) {
    return (unit == null ? EpochUnit.of(number) : unit).micros(number);
  }

  /**
   * What is wrong with a parameter, in words for the sender, or null.
   *
   * @param micros what {@code text} was read as
   */
  public static @Nullable String violation(String text, long micros) {
    if (micros == NOT_A_TIME) {
      String impossible = text.length() > LONGEST ? null : TimeAdvice.impossible(text);
      return impossible == null
          ? "It must be " + FORMS + "." + hint(text)
          : "It does not exist: " + impossible + ".";
    }
    return ReadingTime.isValid(micros)
        ? null
        : "It must lie between the years 1 and 9999" + (isNumber(text) ? OF_A_NUMBER : ".");
  }

  private static String hint(String text) {
    if (text.length() > LONGEST) {
      return "";
    }
    if (text.matches(".*:\\d\\d(\\.\\d+)? \\d\\d:\\d\\d")) {
      return " A + before the offset is written %2B in a URL.";
    }
    String lack = TimeAdvice.lack(text);
    return lack == null
        ? ""
        : " " + Character.toUpperCase(lack.charAt(0)) + lack.substring(1) + ".";
  }

  private static boolean isNumber(String text) {
    Text number = new Text();
    number.set(text);
    return NumberText.isDecimal(number);
  }
}
