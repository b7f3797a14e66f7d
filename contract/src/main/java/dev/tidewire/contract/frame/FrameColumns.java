package dev.tidewire.contract.frame;

/**
 * Any reading of a frame by its place, from 0 to before {@link #size}. The header has to be
 * possible ({@link FrameHeader#fault}); the columns may hold anything, and so may what is read.
 */
final class FrameColumns {
  private final byte[] frame;
  private final FrameHeader header;
  private final int slotsAt;
  private final int jittersAt;
  private final int valuesAt;
  private final long seriesMask;
  private final long slotMask;
  private final long jitterMask;
  private final long valueMask;
  private final long unit;

  FrameColumns(byte[] frame, FrameHeader header) {
    this.frame = frame;
    this.header = header;
    slotsAt = header.slotsAt();
    jittersAt = header.jittersAt();
    valuesAt = header.valuesAt();
    seriesMask = Bits.mask(header.seriesWidth());
    slotMask = Bits.mask(header.slotWidth());
    jitterMask = Bits.mask(header.jitterWidth());
    valueMask = Bits.mask(header.valueWidth());
    unit = TimeColumn.unit(header.unitPlaces());
  }

  int size() {
    return header.size();
  }

  long seriesId(int i) {
    int at = header.seriesAt();
    return header.seriesBase() + Bits.get(frame, at, i, header.seriesWidth(), seriesMask);
  }

  long timeMicros(int i) {
    long slot = Bits.get(frame, slotsAt, i, header.slotWidth(), slotMask);
    long jitter = Bits.get(frame, jittersAt, i, header.jitterWidth(), jitterMask);
    return header.timeBase() + unit * (header.step() * (i + slot) + jitter);
  }

  double value(int i) {
    long number = Bits.get(frame, valuesAt, i, header.valueWidth(), valueMask);
    return ValueColumn.toValue(header.valueBase() + number, header.places());
  }

  /**
   * The first place whose series and time are not before these, or the size if there is none. If
   * the readings are out of order, some place that is not before them and follows one that is.
   */
  int firstFrom(long seriesId, long timeMicros) {
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isBefore(middle, seriesId, timeMicros)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean isBefore(int i, long seriesId, long timeMicros) {
    long series = seriesId(i);
    return series < seriesId || (series == seriesId && timeMicros(i) < timeMicros);
  }
}
