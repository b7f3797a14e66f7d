package dev.tidewire.contract;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The time of a reading: microseconds since 1970-01-01T00:00:00Z. Finer fractions are rounded down.
 */
public final class ReadingTime {
  /** 0001-01-01T00:00:00Z: the first time that RFC 3339 and Postgres write in the same way. */
  public static final long MIN_MICROS = -62_135_596_800_000_000L;

  /** 9999-12-31T23:59:59.999999Z: the last time that RFC 3339 can write. */
  public static final long MAX_MICROS = 253_402_300_799_999_999L;

  private ReadingTime() {}

  /** Whether {@code micros} lies between {@link #MIN_MICROS} and {@link #MAX_MICROS}. */
  public static boolean isValid(long micros) {
    return micros >= MIN_MICROS && micros <= MAX_MICROS;
  }

  /** The microseconds of an instant between the years 1 and 9999. */
  public static long toMicros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }

  /** As {@link #toMicros(Instant)}, from the type that SQL clients give. */
  public static long toMicros(OffsetDateTime time) {
    return time.toEpochSecond() * 1_000_000L + time.getNano() / 1_000;
  }

  /** The valid time as SQL clients take it. */
  public static OffsetDateTime toUtc(long micros) {
    return toInstant(micros).atOffset(ZoneOffset.UTC);
  }

  /** The instant of a valid time. */
  public static Instant toInstant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
