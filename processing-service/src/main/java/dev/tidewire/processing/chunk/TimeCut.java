package dev.tidewire.processing.chunk;

import dev.tidewire.contract.frame.ReadingColumns;
import java.util.Arrays;
import java.util.function.BiConsumer;

/**
 * Cuts readings into the parts that become blocks, and sets those apart that are far from the
 * others in time: a single one, as of a broken clock, would make its block one that each query of
 * the time in between has to read.
 */
public final class TimeCut {
  /**
   * Readings of the last hour wait in blocks anyway, so a block that spans so much costs queries
   * little.
   */
  public static final long FAR_MICROS = 3_600_000_000L;

  /** So many times tell where most of them are, in no order and in no time. */
  static final int SAMPLE = 63;

  private TimeCut() {}

  /**
   * Cuts readings into the fewest parts of at most so many; if some of them are far, those before,
   * those near to, and those after the time around which most are.
   *
   * @param to takes readings, and which of them are a part; in each they are in their own order
   */
  public static void cut(
      ReadingColumns readings, Slice slice, int most, BiConsumer<ReadingColumns, Slice> to) {
    if (spanMicros(readings, slice) <= FAR_MICROS) {
      slice.cut(most).forEach(part -> to.accept(readings, part));
    } else {
      cutApart(readings, slice, most, to);
    }
  }

  private static long spanMicros(ReadingColumns readings, Slice slice) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = slice.from(); i < slice.to(); i++) {
      long time = readings.timeMicros(i);
      min = Math.min(min, time);
      max = Math.max(max, time);
    }
    return slice.isEmpty() ? 0 : max - min;
  }

  private static void cutApart(
      ReadingColumns readings, Slice slice, int most, BiConsumer<ReadingColumns, Slice> to) {
    long middle = middleMicros(readings, slice);
    ReadingColumns before = new ReadingColumns(0);
    ReadingColumns near = new ReadingColumns(slice.size());
    ReadingColumns after = new ReadingColumns(0);
    for (int i = slice.from(); i < slice.to(); i++) {
      long distance = readings.timeMicros(i) - middle;
      ReadingColumns part = distance < -FAR_MICROS ? before : distance > FAR_MICROS ? after : near;
      part.add(readings.seriesId(i), readings.timeMicros(i), readings.value(i));
    }
    for (ReadingColumns part : new ReadingColumns[] {before, near, after}) {
      new Slice(0, part.size()).cut(most).forEach(one -> to.accept(part, one));
    }
  }

  /** The middle of some of the times. */
  private static long middleMicros(ReadingColumns readings, Slice slice) {
    long[] times = new long[Math.min(SAMPLE, slice.size())];
    for (int i = 0; i < times.length; i++) {
      times[i] = readings.timeMicros(slice.from() + (int) ((long) slice.size() * i / times.length));
    }
    Arrays.sort(times);
    return times[times.length / 2];
  }
}
