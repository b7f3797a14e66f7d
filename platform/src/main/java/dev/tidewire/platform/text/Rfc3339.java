package dev.tidewire.platform.text;

import dev.tidewire.contract.ReadingTime;

/**
 * Writes times as {@code 2026-11-22T10:00:00.123Z}: always UTC, with no, three or six fractional
 * digits, as many as the time needs. Without java.time, which takes eight times as long.
 */
public final class Rfc3339 {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long SECONDS_PER_DAY = 86_400;

  private Rfc3339() {}

  /** The text of a {@link ReadingTime}. */
  public static String format(long micros) {
    return write(new Utf8Writer(32), micros).toString();
  }

  /** Appends a {@link ReadingTime}. */
  public static Utf8Writer write(Utf8Writer out, long micros) {
    long seconds = Math.floorDiv(micros, MICROS_PER_SECOND);
    Calendar.write(out, Math.floorDiv(seconds, SECONDS_PER_DAY));
    long second = Math.floorMod(seconds, SECONDS_PER_DAY);
    out.ascii('T').digits(second / 3600, 2);
    out.ascii(':').digits(second / 60 % 60, 2);
    out.ascii(':').digits(second % 60, 2);
    writeFraction(out, (int) Math.floorMod(micros, MICROS_PER_SECOND));
    return out.ascii('Z');
  }

  private static void writeFraction(Utf8Writer out, int micros) {
    if (micros == 0) {
      return;
    }
    out.ascii('.');
    if (micros % 1000 == 0) {
      out.digits(micros / 1000, 3);
    } else {
      out.digits(micros, 6);
    }
  }
}
