package dev.tidewire.contract.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * What a frame ends with: three bytes of 0, and the CRC-32C of all bytes before it, highest byte
 * first. It is so cheap that whoever reads a single reading can check the whole frame before. Eight
 * bytes that are read where the last number begins hold bits of it, none of which are the number's.
 */
final class FrameEnd {
  static final int LENGTH = 7;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private FrameEnd() {}

  /** Ends a frame in which all else is written. */
  static void write(byte[] frame) {
    INT.set(frame, checksumAt(frame), checksum(frame));
  }

  /** Whether no byte has changed since the end was written. */
  static boolean isIntact(byte[] frame) {
    return (int) INT.get(frame, checksumAt(frame)) == checksum(frame);
  }

  private static int checksumAt(byte[] frame) {
    return frame.length - Integer.BYTES;
  }

  private static int checksum(byte[] frame) {
    CRC32C crc = new CRC32C();
    crc.update(frame, 0, checksumAt(frame));
    return (int) crc.getValue();
  }
}
