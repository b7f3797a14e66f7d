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
  private final PackedBytes packed;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private boolean opened;
  private boolean inMember;

  /** Unpacks {@code in}, which must hold at least one member. */
  GunzippedInput(InputStream in) {
    this.packed = new PackedBytes(in);
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
        packed.giveTo(inflater);
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

  private void openMember() throws IOException {
    GzipHeader.skip(packed);
    inflater.reset();
    crc.reset();
    inMember = true;
  }

  private void closeMember() throws IOException {
    packed.takeBack(inflater.getRemaining());
    long unpacked = inflater.getBytesWritten() & 0xffff_ffffL;
    if (packed.nextInt() != crc.getValue() || packed.nextInt() != unpacked) {
      throw new DamagedBodyException("the checksum does not match: the body was damaged");
    }
    inMember = false;
    if (packed.hasMore()) {
      openMember();
    }
  }
}
