package dev.tidewire.contract.frame;

import java.nio.ByteBuffer;

/**
 * What a frame begins with, and where its columns lie. All numbers are big-endian.
 *
 * <pre>
 *  0  version            1 byte, 1
 *  1  width of series    1 byte each, in bits: 0 to 56, or 64
 *  2  width of slots
 *  3  width of jitters
 *  4  width of values
 *  5  places of values   1 byte, 0 to 15, or 255: bits of doubles
 *  6  places of the unit 1 byte: 0, 3 or 6
 *  7  reserved           1 byte, 0
 *  8  readings           4 bytes, 1 to 65,536
 * 12  checksum           4 bytes, of the readings
 * 16  base of series     8 bytes
 * 24  base of times      8 bytes, microseconds since 1970
 * 32  step of times      8 bytes, in units
 * 40  base of values     8 bytes
 * 48  series, slots, jitters, values: each column from a whole byte on, what is above its base
 *     3 bytes, 0
 *     checksum           4 bytes, of all bytes before: eight can be read wherever a number begins
 * </pre>
 */
record FrameHeader(
    int seriesWidth,
    int slotWidth,
    int jitterWidth,
    int valueWidth,
    int places,
    int unitPlaces,
    int size,
    int checksum,
    long seriesBase,
    long timeBase,
    long step,
    long valueBase) {
  static final int LENGTH = 48;
  static final int MOST_READINGS = 1 << 16;

  private static final byte VERSION = 1;

  int seriesAt() {
    return LENGTH;
  }

  int slotsAt() {
    return seriesAt() + Bits.bytes(size, seriesWidth);
  }

  int jittersAt() {
    return slotsAt() + Bits.bytes(size, slotWidth);
  }

  int valuesAt() {
    return jittersAt() + Bits.bytes(size, jitterWidth);
  }

  /** The bytes of the whole frame. */
  int frameLength() {
    return valuesAt() + Bits.bytes(size, valueWidth) + FrameEnd.LENGTH;
  }

  /** A frame with this header and with columns of zeroes, and without its end. */
  byte[] write() {
    byte[] frame = new byte[frameLength()];
    ByteBuffer.wrap(frame)
        .put(VERSION)
        .put((byte) seriesWidth)
        .put((byte) slotWidth)
        .put((byte) jitterWidth)
        .put((byte) valueWidth)
        .put((byte) places)
        .put((byte) unitPlaces)
        .put((byte) 0)
        .putInt(size)
        .putInt(checksum)
        .putLong(seriesBase)
        .putLong(timeBase)
        .putLong(step)
        .putLong(valueBase);
    return frame;
  }

  /** Reads at least {@link #LENGTH} bytes, whatever they are. */
  static FrameHeader read(byte[] frame) {
    ByteBuffer header = ByteBuffer.wrap(frame);
    return new FrameHeader(
        header.get(1),
        header.get(2),
        header.get(3),
        header.get(4),
        Byte.toUnsignedInt(header.get(5)),
        header.get(6),
        header.getInt(8),
        header.getInt(12),
        header.getLong(16),
        header.getLong(24),
        header.getLong(32),
        header.getLong(40));
  }

  /** Which rule of its header or of its end the frame breaks; empty if none. */
  static String fault(byte[] frame) {
    if (frame.length < LENGTH) {
      return "A frame has at least " + LENGTH + " bytes, and this has " + frame.length;
    }
    if (frame[0] != VERSION) {
      return "The version of the frame is " + frame[0] + ", and this release reads 1";
    }
    FrameHeader header = read(frame);
    if (!header.hasPossibleNumbers() || frame[7] != 0) {
      return "The header of the frame has a number that it cannot have";
    }
    if (frame.length != header.frameLength()) {
      return "A frame with this header has %d bytes, and this has %d"
          .formatted(header.frameLength(), frame.length);
    }
    return FrameEnd.isIntact(frame) ? "" : "The bytes of the frame are not those of its checksum";
  }

  private boolean hasPossibleNumbers() {
    return size > 0
        && size <= MOST_READINGS
        && Bits.isWidth(seriesWidth)
        && Bits.isWidth(slotWidth)
        && Bits.isWidth(jitterWidth)
        && Bits.isWidth(valueWidth)
        && ValueColumn.isPlaces(places)
        && TimeColumn.isUnitPlaces(unitPlaces);
  }
}
