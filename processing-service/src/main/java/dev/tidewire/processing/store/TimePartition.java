package dev.tidewire.processing.store;

import dev.tidewire.contract.ReadingTime;
import java.time.OffsetDateTime;

/**
 * A time range with its own table.
 *
 * @param fromMicros its first microsecond since 1970
 * @param toMicros the first microsecond after it
 */
record TimePartition(long fromMicros, long toMicros) {
  TimePartition {
    if (fromMicros >= toMicros) {
      throw new IllegalArgumentException("empty time partition: " + fromMicros + ", " + toMicros);
    }
  }

  boolean covers(long timeMicros) {
    return timeMicros >= fromMicros && timeMicros < toMicros;
  }

  /** Its first hour, as SQL reads it. */
  String from() {
    return literal(fromMicros);
  }

  /** The first hour after it, as SQL reads it. */
  String to() {
    return literal(toMicros);
  }

  private static String literal(long micros) {
    OffsetDateTime time = ReadingTime.toUtc(micros);
    return "%04d-%02d-%02d %02d:00:00+00"
        .formatted(time.getYear(), time.getMonthValue(), time.getDayOfMonth(), time.getHour());
  }
}
