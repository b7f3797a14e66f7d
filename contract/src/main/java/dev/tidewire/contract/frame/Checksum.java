package dev.tidewire.contract.frame;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * CRC-32C of readings, not of their encoding: of series, time in microseconds and the bits of the
 * value, eight bytes each, highest first. So it finds a wrong encoder, which the checksum of the
 * bytes ({@link FrameEnd}) does not.
 */
final class Checksum {
  private static final int READINGS = 64;

  private Checksum() {}

  static int of(ReadingColumns readings, int from, int to) {
    CRC32C crc = new CRC32C();
    ByteBuffer buffer = ByteBuffer.allocate(READINGS * 3 * Long.BYTES);
    for (int i = from; i < to; i++) {
      buffer
          .putLong(readings.seriesId(i))
          .putLong(readings.timeMicros(i))
          .putLong(Double.doubleToRawLongBits(readings.value(i)));
      if (!buffer.hasRemaining() || i == to - 1) {
        crc.update(buffer.flip());
        buffer.clear();
      }
    }
    return (int) crc.getValue();
  }
}
