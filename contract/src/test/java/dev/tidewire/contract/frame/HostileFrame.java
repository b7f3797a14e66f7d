package dev.tidewire.contract.frame;

import java.util.Arrays;

/** Bytes that pass for a frame until its readings are looked at. */
final class HostileFrame {
  private HostileFrame() {}

  /**
   * Makes the header plausible, with widths up to {@code mostBits}, and adds columns of zeroes and
   * the end of an intact frame.
   */
  static byte[] withHeader(byte[] header, int mostBits) {
    header[0] = 1;
    for (int i = 1; i <= 4; i++) {
      header[i] = (byte) Math.floorMod(header[i], mostBits + 1);
    }
    header[5] = (byte) Math.floorMod(header[5], 16);
    header[6] = (byte) (Math.floorMod(header[6], 3) * 3);
    Arrays.fill(header, 7, 11, (byte) 0);
    return ended(Arrays.copyOf(header, Math.max(48, FrameHeader.read(header).frameLength())));
  }

  /** Ends a changed frame as an intact one ends. */
  static byte[] ended(byte[] frame) {
    FrameEnd.write(frame);
    return frame;
  }

  /** Changes one bit. */
  static byte[] flipped(byte[] frame, int bit) {
    byte[] changed = frame.clone();
    changed[bit / 8] ^= (byte) (1 << bit % 8);
    return changed;
  }
}
