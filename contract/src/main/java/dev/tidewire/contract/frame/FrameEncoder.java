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
    ValueColumn values = ValueColumn.of(readings, from, to);
    FrameHeader header = header(readings, from, to, times, values);
    byte[] frame = header.write();
    BitWriter series = new BitWriter(frame, header.seriesAt(), header.seriesWidth());
    for (int i = from; i < to; i++) {
      series.put(readings.seriesId(i) - header.seriesBase());
    }
    series.end();
    put(times.slots(), 0, new BitWriter(frame, header.slotsAt(), header.slotWidth()));
    put(times.jitters(), 0, new BitWriter(frame, header.jittersAt(), header.jitterWidth()));
    put(values.numbers, values.base, new BitWriter(frame, header.valuesAt(), header.valueWidth()));
    FrameEnd.write(frame);
    return frame;
  }

  private static void put(long[] numbers, long base, BitWriter column) {
    for (long number : numbers) {
      column.put(number - base);
    }
    column.end();
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

  private static FrameHeader header(
      ReadingColumns readings, int from, int to, TimeColumn times, ValueColumn values) {
    long firstSeries = readings.seriesId(from);
    return new FrameHeader(
        Bits.width(readings.seriesId(to - 1) - firstSeries),
        times.slotWidth(),
        times.jitterWidth(),
        values.width(),
        values.places,
        times.unitPlaces(),
        to - from,
        Checksum.of(readings, from, to),
        firstSeries,
        times.base(),
        times.step(),
        values.base);
  }
}
