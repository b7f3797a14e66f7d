package dev.tidewire.ingest.coding;

import java.io.IOException;

/** The header of a gzip member (RFC 1952, section 2.3). */
final class GzipHeader {
  private static final int MAGIC = 0x1f8b;
  private static final int DEFLATE = 8;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;

  /** Time, level and operating system. */
  private static final int UNUSED_BYTES = 6;

  private GzipHeader() {}

  /**
   * Checks the header that begins here and passes over it.
   *
   * @param absent what is wrong when something else begins here
   */
  static void skip(PackedBytes packed, String absent) throws IOException {
    if ((packed.next() << 8 | packed.next()) != MAGIC || packed.next() != DEFLATE) {
      throw new DamagedBodyException(absent);
    }
    int flags = packed.next();
    if ((flags & RESERVED) != 0) {
      throw new DamagedBodyException("reserved flags are set in the gzip header");
    }
    packed.skip(UNUSED_BYTES);
    if ((flags & EXTRA) != 0) {
      packed.skip(packed.next() | packed.next() << 8);
    }
    if ((flags & NAME) != 0) {
      skipText(packed);
    }
    if ((flags & COMMENT) != 0) {
      skipText(packed);
    }
    if ((flags & HEADER_CRC) != 0) {
      packed.skip(2);
    }
  }

  private static void skipText(PackedBytes packed) throws IOException {
    while (packed.next() != 0) {
      // Up to the zero byte.
    }
  }
}
