package dev.tidewire.contract.frame;

import dev.tidewire.contract.ReadingTime;

/** Unpacks a frame. Takes any bytes and never throws because of them. */
public final class FrameDecoder {
  private FrameDecoder() {}

  /** All readings of a frame, in ascending order, or what is wrong with it. */
  public static DecodedFrame decode(byte[] frame) {
    String fault = FrameHeader.fault(frame);
    if (!fault.isEmpty()) {
      return new BrokenFrame(fault);
    }
    FrameHeader header = FrameHeader.read(frame);
    ReadingColumns readings = unpack(frame, header);
    for (int i = 0; i < readings.size(); i++) {
      if (!isPossible(readings, i)) {
        return new BrokenFrame("Reading " + i + " of the frame is no reading, or out of order");
      }
    }
    if (Checksum.of(readings, 0, readings.size()) != header.checksum()) {
      return new BrokenFrame("The readings of the frame are not those of its checksum");
    }
    return readings;
  }

  private static ReadingColumns unpack(byte[] frame, FrameHeader h) {
    ReadingColumns readings = new ReadingColumns(h.size());
    long unit = TimeColumn.unit(h.unitPlaces());
    long seriesMask = Bits.mask(h.seriesWidth());
    long slotMask = Bits.mask(h.slotWidth());
    long jitterMask = Bits.mask(h.jitterWidth());
    long valueMask = Bits.mask(h.valueWidth());
    for (int i = 0; i < h.size(); i++) {
      long series = Bits.get(frame, h.seriesAt(), i, h.seriesWidth(), seriesMask);
      long slot = Bits.get(frame, h.slotsAt(), i, h.slotWidth(), slotMask);
      long jitter = Bits.get(frame, h.jittersAt(), i, h.jitterWidth(), jitterMask);
      long value = Bits.get(frame, h.valuesAt(), i, h.valueWidth(), valueMask);
      readings.add(
          h.seriesBase() + series,
          h.timeBase() + unit * (h.step() * (i + slot) + jitter),
          ValueColumn.toValue(h.valueBase() + value, h.places()));
    }
    return readings;
  }

  private static boolean isPossible(ReadingColumns readings, int i) {
    return ReadingTime.isValid(readings.timeMicros(i))
        && Double.isFinite(readings.value(i))
        && (i == 0 || readings.compare(i - 1, readings, i) < 0);
  }
}
