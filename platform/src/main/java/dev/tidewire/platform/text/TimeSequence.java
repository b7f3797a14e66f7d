package dev.tidewire.platform.text;

/**
 * Writes times as {@link Rfc3339} does, for rows whose times are close to each other: date and hour
 * are copied from the time before as long as they stay the same. Not thread-safe.
 */
public final class TimeSequence {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long MICROS_PER_HOUR = 3_600 * MICROS_PER_SECOND;

  private long hourStart;

  /** {@code 2026-11-22T10:}; empty before the first time. */
  private byte[] hour = {};

  /** Appends a {@link dev.tidewire.contract.ReadingTime}. */
  public Utf8Writer write(Utf8Writer out, long micros) {
    long rest = micros - hourStart;
    if (rest < 0 || rest >= MICROS_PER_HOUR || hour.length == 0) {
      rest = Math.floorMod(micros, MICROS_PER_HOUR);
      hourStart = micros - rest;
      hour = Rfc3339.hour(hourStart);
    }
    int second = (int) (rest / MICROS_PER_SECOND);
    out.raw(hour).digits(second / 60, 2).ascii(':').digits(second % 60, 2);
    return Rfc3339.writeFraction(out, (int) (rest % MICROS_PER_SECOND)).ascii('Z');
  }
}
