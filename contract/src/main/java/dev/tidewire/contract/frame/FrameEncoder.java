package dev.tidewire.contract.frame;

/**
 * Packs readings into a frame: the columns series, time and value, each with the fewest bits that
 * tell its numbers apart from the least of them. Every value keeps its bits. {@link FrameHeader}
 * has the layout. The place of every number can be computed, so that SQL can read it too.
 */
public final class FrameEncoder {
  /** The most readings of a frame. */
  public static final int MOST_READINGS = FrameHeader.MOST_READINGS;

  private FrameEncoder() {}

  /**
   * Packs the readings from {@code from} to before {@code to}.
   *
   * @param readings ascending by series and then by time, none twice
   * @throws IllegalArgumentException if they are not, or if they are none or more than {@link
   *     #MOST_READINGS}
   */
  public static byte[] encode(ReadingColumns readings, int from, int to) {
    check(readings, from, to);
    TimeColumn times = TimeColumn.of(readings, from, to);
    int places = ValueColumn.places(readings, from, to);
    long[] values = values(readings, from, to, places);
    FrameHeader header = header(readings, from, to, times, places, values);
    byte[] frame = header.write();
    for (int i = 0; i < header.size(); i++) {
      long series = readings.seriesId(from + i) - header.seriesBase();
      Bits.put(frame, header.seriesAt(), i, header.seriesWidth(), series);
      Bits.put(frame, header.slotsAt(), i, header.slotWidth(), times.slot(i));
      Bits.put(frame, header.jittersAt(), i, header.jitterWidth(), times.jitters()[i]);
      Bits.put(frame, header.valuesAt(), i, header.valueWidth(), values[i] - header.valueBase());
    }
    return frame;
  }

  private static void check(ReadingColumns readings, int from, int to) {
    if (to - from < 1 || to - from > MOST_READINGS) {
      throw new IllegalArgumentException("a frame holds 1 to " + MOST_READINGS + " readings");
    }
    for (int i = from + 1; i < to; i++) {
      if (readings.compare(i - 1, readings, i) >= 0) {
        throw new IllegalArgumentException("reading " + i + " does not come after the one before");
      }
    }
  }

  private static long[] values(ReadingColumns readings, int from, int to, int places) {
    long[] values = new long[to - from];
    for (int i = from; i < to; i++) {
      values[i - from] = ValueColumn.toNumber(readings.value(i), places);
    }
    return values;
  }

  private static FrameHeader header(
      ReadingColumns readings, int from, int to, TimeColumn times, int places, long[] values) {
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    for (long value : values) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    long firstSeries = readings.seriesId(from);
    return new FrameHeader(
        Bits.width(readings.seriesId(to - 1) - firstSeries),
        times.slotWidth(),
        times.jitterWidth(),
        Bits.width(greatest - least),
        places,
        times.unitPlaces(),
        to - from,
        Checksum.of(readings, from, to),
        firstSeries,
        times.base(),
        times.step(),
        least);
  }
}
