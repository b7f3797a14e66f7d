package dev.tidewire.platform.text;

import dev.tidewire.contract.ReadingTime;
import org.jspecify.annotations.Nullable;

/** What a number counts since 1970. */
public enum EpochUnit {
  /** Seconds. */
  SECONDS("s", 6),
  /** Milliseconds. */
  MILLISECONDS("ms", 3),
  /** Microseconds. */
  MICROSECONDS("us", 0),
  /** Nanoseconds. */
  NANOSECONDS("ns", -3);

  private static final long SECONDS_END = 5_000_000_000L;
  private static final long MILLISECONDS_END = SECONDS_END * 1_000;
  private static final long MICROSECONDS_END = MILLISECONDS_END * 1_000;
  private static final long NANOS_PER_MICRO = 1_000;

  private final String code;
  private final int microsExponent;

  /** Zero for nanoseconds. */
  private final long microsPerUnit;

  EpochUnit(String code, int microsExponent) {
    this.code = code;
    this.microsExponent = microsExponent;
    this.microsPerUnit = (long) Math.pow(10, microsExponent);
  }

  /** The name in requests. */
  public String code() {
    return code;
  }

  /** The unit called {@code s}, {@code ms}, {@code us} or {@code ns}, or null. */
  public static @Nullable EpochUnit named(String name) {
    for (EpochUnit unit : values()) {
      if (unit.code.equals(name)) {
        return unit;
      }
    }
    return null;
  }

  /**
   * The unit that a number must be in, by its size: seconds until 2128, and milliseconds and
   * microseconds from 1970-02-27 on; what is larger is nanoseconds. InfluxDB 3 has the same rule.
   */
  static EpochUnit of(long number) {
    if (isWithin(number, SECONDS_END)) {
      return SECONDS;
    }
    if (isWithin(number, MILLISECONDS_END)) {
      return MILLISECONDS;
    }
    return isWithin(number, MICROSECONDS_END) ? MICROSECONDS : NANOSECONDS;
  }

  /** The power of ten by which a number is multiplied to be microseconds. */
  int microsExponent() {
    return microsExponent;
  }

  /** The microseconds, rounded down; out of the range of a reading, the nearest ones outside. */
  long micros(long number) {
    if (this == NANOSECONDS) {
      return clamp(Math.floorDiv(number, NANOS_PER_MICRO));
    }
    long least = ReadingTime.MIN_MICROS / microsPerUnit - 1;
    long most = ReadingTime.MAX_MICROS / microsPerUnit + 1;
    return clamp(Math.max(least, Math.min(number, most)) * microsPerUnit);
  }

  private static long clamp(long micros) {
    return Math.max(ReadingTime.MIN_MICROS - 1, Math.min(micros, ReadingTime.MAX_MICROS + 1));
  }

  private static boolean isWithin(long number, long end) {
    return number > -end && number < end;
  }
}
