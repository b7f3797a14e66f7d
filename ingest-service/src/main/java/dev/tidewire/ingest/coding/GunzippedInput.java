package dev.tidewire.ingest.coding;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks gzip of one or several members. After a member it accepts only another whole member;
 * {@link java.util.zip.GZIPInputStream} would silently drop the rest of a damaged body. Must be
 * closed, to free native memory.
 */
final class GunzippedInput extends InputStream {
  private static final int MAGIC = 0x1f8b;
  private static final int DEFLATE = 8;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] packed = new byte[8_192];
  private int at;
  private int limit;
  private boolean opened;
  private boolean inMember;

  /** Unpacks {@code in}, which must hold at least one member. */
  GunzippedInput(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!opened) {
      opened = true;
      openMember();
    }
    while (inMember) {
      int count = inflate(to, offset, length);
      if (count > 0) {
        crc.update(to, offset, count);
        return count;
      }
      if (inflater.finished()) {
        closeMember();
      } else if (inflater.needsDictionary()) {
        throw new DamagedBodyException("a preset dictionary is not part of gzip");
      } else {
        fill();
      }
    }
    return -1;
  }

  @Override
  public void close() {
    inflater.end();
  }

  private int inflate(byte[] to, int offset, int length) throws DamagedBodyException {
    try {
      return inflater.inflate(to, offset, length);
    } catch (DataFormatException e) {
      throw new DamagedBodyException("damaged deflate data: " + e.getMessage());
    }
  }

  private void fill() throws IOException {
    if (at == limit && !refill()) {
      throw truncated();
    }
    inflater.setInput(packed, at, limit - at);
    at = limit;
  }

  private void openMember() throws IOException {
    if ((next() << 8 | next()) != MAGIC || next() != DEFLATE) {
      throw new DamagedBodyException("no gzip header where one must be");
    }
    int flags = next();
    if ((flags & RESERVED) != 0) {
      throw new DamagedBodyException("reserved flags are set in the gzip header");
    }
    skip(6); // time, level, operating system
    if ((flags & EXTRA) != 0) {
      skip(next() | next() << 8);
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      skip(2);
    }
    inflater.reset();
    crc.reset();
    inMember = true;
  }

  private void closeMember() throws IOException {
    at = limit - inflater.getRemaining();
    long unpacked = inflater.getBytesWritten() & 0xffff_ffffL;
    if (nextInt() != crc.getValue() || nextInt() != unpacked) {
      throw new DamagedBodyException("the checksum does not match: the body was damaged");
    }
    inMember = false;
    if (at < limit || refill()) {
      openMember();
    }
  }

  private long nextInt() throws IOException {
    return next() | next() << 8 | next() << 16 | (long) next() << 24;
  }

  private void skipText() throws IOException {
    while (next() != 0) {
      // Up to the zero byte.
    }
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private int next() throws IOException {
    if (at == limit && !refill()) {
      throw truncated();
    }
    return packed[at++] & 0xff;
  }

  private boolean refill() throws IOException {
    at = 0;
    limit = Math.max(in.read(packed, 0, packed.length), 0);
    return limit > 0;
  }

  private static DamagedBodyException truncated() {
    return new DamagedBodyException("the body ends in the middle: it was cut off");
  }
}
