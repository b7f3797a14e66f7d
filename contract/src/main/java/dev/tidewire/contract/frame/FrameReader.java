package dev.tidewire.contract.frame;

/**
 * Reads single readings of a frame, where few of many are needed, or not all at once. No byte of
 * the frame is damaged. The readings are not compared with their own checksum, so one that a wrong
 * encoder wrote may give wrong readings, or such as cannot be.
 */
public final class FrameReader implements OpenedFrame {
  private final FrameColumns columns;

  private FrameReader(FrameColumns columns) {
    this.columns = columns;
  }

  /**
   * Checks all bytes against their checksum. Takes any bytes and never throws because of them.
   * Keeps the array, which nobody may change any more.
   */
  public static OpenedFrame open(byte[] frame) {
    String fault = FrameHeader.fault(frame);
    return fault.isEmpty()
        ? new FrameReader(new FrameColumns(frame, FrameHeader.read(frame)))
        : new BrokenFrame(fault);
  }

  /** The number of readings. */
  public int size() {
    return columns.size();
  }

  /**
   * The place of the first reading whose series and time are not before these; the size if there is
   * none.
   */
  public int firstFrom(long seriesId, long timeMicros) {
    return columns.firstFrom(seriesId, timeMicros);
  }

  /** The id of the series of the reading at a place from 0 to before the size. */
  public long seriesId(int place) {
    return columns.seriesId(place);
  }

  /** The time of the reading at a place, a {@link dev.tidewire.contract.ReadingTime}. */
  public long timeMicros(int place) {
    return columns.timeMicros(place);
  }

  /** The value of the reading at a place. */
  public double value(int place) {
    return columns.value(place);
  }
}
