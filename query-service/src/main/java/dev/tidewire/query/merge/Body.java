package dev.tidewire.query.merge;

import dev.tidewire.contract.frame.BrokenFrame;
import dev.tidewire.contract.frame.FrameReader;
import dev.tidewire.contract.frame.OpenedFrame;

/**
 * The frame of a block or a chunk, and where it was.
 *
 * @param bytes of the frame
 */
public record Body(Origin origin, FrameReader frame, int bytes) {
  /**
   * Opens a frame.
   *
   * @throws BrokenBodyException if the bytes are none, or damaged
   */
  public static Body of(Origin origin, byte[] frame) {
    OpenedFrame opened = FrameReader.open(frame);
    if (opened instanceof BrokenFrame broken) {
      throw new BrokenBodyException(origin, broken.detail());
    }
    return new Body(origin, (FrameReader) opened, frame.length);
  }

  /** The time of the reading at a place of the frame, which is of this series. */
  long time(int place, long seriesId) {
    if (frame.seriesId(place) != seriesId) {
      throw new BrokenBodyException(origin, "Its readings are out of order");
    }
    return frame.timeMicros(place);
  }

  double value(int place) {
    double value = frame.value(place);
    if (!Double.isFinite(value)) {
      throw new BrokenBodyException(origin, "It has a value that no reading has");
    }
    return value;
  }
}
