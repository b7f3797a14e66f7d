package dev.tidewire.processing.readings;

import dev.tidewire.contract.frame.FrameEncoder;
import dev.tidewire.contract.frame.ReadingColumns;
import dev.tidewire.processing.intake.OffsetRange;

/**
 * Readings of one home that come from records of one partition, packed: a row of the table {@code
 * block}.
 *
 * @param home of all its series
 * @param source the partition and offsets of the records that its readings are among
 * @param firstSeries least id of a series
 * @param lastSeries greatest id of a series
 * @param minTime microseconds since 1970 of the earliest reading
 * @param maxTime microseconds since 1970 of the latest reading
 * @param n the number of readings
 * @param body a frame
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared by value.
public record Block(
    int home,
    OffsetRange source,
    long firstSeries,
    long lastSeries,
    long minTime,
    long maxTime,
    int n,
    byte[] body) {
  /** Packs the readings from {@code from} to before {@code to}. */
  static Block of(int home, OffsetRange source, ReadingColumns readings, int from, int to) {
    long minTime = Long.MAX_VALUE;
    long maxTime = Long.MIN_VALUE;
    for (int i = from; i < to; i++) {
      minTime = Math.min(minTime, readings.timeMicros(i));
      maxTime = Math.max(maxTime, readings.timeMicros(i));
    }
    return new Block(
        home,
        source,
        readings.seriesId(from),
        readings.seriesId(to - 1),
        minTime,
        maxTime,
        to - from,
        FrameEncoder.encode(readings, from, to));
  }
}
