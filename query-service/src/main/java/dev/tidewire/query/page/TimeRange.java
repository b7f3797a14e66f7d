package dev.tidewire.query.page;

import dev.tidewire.contract.ReadingTime;

/**
 * A half-open span of time in microseconds since 1970-01-01T00:00:00Z.
 *
 * @param from the first microsecond inside
 * @param to the first microsecond after; not before {@code from}
 */
public record TimeRange(long from, long to) {
  /** Every time that a reading can have. */
  public static final TimeRange ALL =
      new TimeRange(ReadingTime.MIN_MICROS, ReadingTime.MAX_MICROS + 1);

  /** Checks that the range does not run backwards. */
  public TimeRange {
    if (from > to) {
      throw new IllegalArgumentException("range runs backwards: " + from + " to " + to);
    }
  }

  /**
   * What is left of this range for series {@code seriesId} after {@code last}. Postgres counts
   * whole microseconds, so "later than t" is "from t + 1", and a page needs no other condition than
   * a range for each series.
   */
  public TimeRange after(ReadingPosition last, Order order, long seriesId) {
    if (order == Order.ASC) {
      long start = seriesId > last.seriesId() ? last.timeMicros() : last.timeMicros() + 1;
      return new TimeRange(clamp(start), to);
    }
    long end = seriesId < last.seriesId() ? last.timeMicros() + 1 : last.timeMicros();
    return new TimeRange(from, clamp(end));
  }

  /** The part of this range up to a time, in an order and including it. */
  public TimeRange upTo(long last, Order order) {
    return order == Order.ASC
        ? new TimeRange(from, clamp(last + 1))
        : new TimeRange(clamp(last), to);
  }

  /** The part of this range behind a time, in an order. */
  public TimeRange behind(long last, Order order) {
    return order == Order.ASC
        ? new TimeRange(clamp(last + 1), to)
        : new TimeRange(from, clamp(last));
  }

  private long clamp(long micros) {
    return Math.max(from, Math.min(to, micros));
  }
}
