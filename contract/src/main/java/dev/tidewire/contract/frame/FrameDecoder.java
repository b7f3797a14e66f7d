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
    DecodedFrame decoded = unpack(new FrameColumns(frame, header), 0, header.size());
    if (decoded instanceof ReadingColumns readings
        && Checksum.of(readings, 0, readings.size()) != header.checksum()) {
      return new BrokenFrame("The readings of the frame are not those of its checksum");
    }
    return decoded;
  }

  /**
   * The readings of one series from {@code fromMicros} to before {@code toMicros}, in ascending
   * order, possibly none, or what is wrong with the frame. Finds every damage to the frame. Unpacks
   * little else, so it can't tell whether all readings are those of their checksum: {@link #decode}
   * finds what a wrong encoder wrote, when the frame is merged or scrubbed.
   */
  public static DecodedFrame readings(byte[] frame, long seriesId, long fromMicros, long toMicros) {
    String fault = FrameHeader.fault(frame);
    if (!fault.isEmpty()) {
      return new BrokenFrame(fault);
    }
    FrameColumns columns = new FrameColumns(frame, FrameHeader.read(frame));
    int from = columns.firstFrom(seriesId, fromMicros);
    int to = columns.firstFrom(seriesId, toMicros);
    // Whatever the columns hold, the first of these is not before the range, and the last is in it
    // or
    // its end. So if they are in order, all are in it.
    return unpack(columns, from, Math.max(from, to));
  }

  private static DecodedFrame unpack(FrameColumns columns, int from, int to) {
    ReadingColumns readings = new ReadingColumns(to - from);
    for (int i = from; i < to; i++) {
      readings.add(columns.seriesId(i), columns.timeMicros(i), columns.value(i));
      if (!isPossible(readings, i - from)) {
        return new BrokenFrame("Reading " + i + " of the frame is no reading, or out of order");
      }
    }
    return readings;
  }

  private static boolean isPossible(ReadingColumns readings, int i) {
    return ReadingTime.isValid(readings.timeMicros(i))
        && Double.isFinite(readings.value(i))
        && (i == 0 || readings.compare(i - 1, readings, i) < 0);
  }
}
