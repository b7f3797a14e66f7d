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

  /** The parent's name and the first day, with the hour where it does not start at midnight. */
  String tableName(String parent) {
    OffsetDateTime from = ReadingTime.toUtc(fromMicros);
    String day =
        "%s_%04d%02d%02d"
            .formatted(parent, from.getYear(), from.getMonthValue(), from.getDayOfMonth());
    return from.getHour() == 0 ? day : day + "t%02d".formatted(from.getHour());
  }

  /** The range in the syntax of {@code FOR VALUES}. */
  String bounds() {
    return "FROM ('%s') TO ('%s')".formatted(literal(fromMicros), literal(toMicros));
  }

  private static String literal(long micros) {
    OffsetDateTime time = ReadingTime.toUtc(micros);
    return "%04d-%02d-%02d %02d:00:00+00"
        .formatted(time.getYear(), time.getMonthValue(), time.getDayOfMonth(), time.getHour());
  }
}
