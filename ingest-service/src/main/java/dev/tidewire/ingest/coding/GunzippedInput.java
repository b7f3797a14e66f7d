package dev.tidewire.ingest.coding;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.Inflater;

/**
 * Unpacks gzip of one or several members. After a member it accepts only another whole member;
 * {@link java.util.zip.GZIPInputStream} would silently drop the rest of a damaged body. Must be
 * closed, to free native memory.
 */
final class GunzippedInput extends InputStream {
  private final PackedBytes packed;
  private final Inflater inflater = new Inflater(true);
  private final DeflateStream stream;
  private final CRC32 crc = new CRC32();
  private boolean opened;
  private boolean inMember;

  /** Unpacks {@code in}, which must hold at least one member. */
  GunzippedInput(InputStream in) {
    this.packed = new PackedBytes(in);
    this.stream = new DeflateStream(packed, inflater);
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
      openMember("no gzip header where one must be; compress it, or leave out Content-Encoding");
    }
    while (inMember) {
      int count = stream.read(to, offset, length);
      if (count > 0) {
        crc.update(to, offset, count);
        return count;
      }
      closeMember();
    }
    return -1;
  }

  @Override
  public void close() {
    inflater.end();
  }

  private void openMember(String absent) throws IOException {
    GzipHeader.skip(packed, absent);
    inflater.reset();
    crc.reset();
    inMember = true;
  }

  private void closeMember() throws IOException {
    long unpacked = inflater.getBytesWritten() & 0xffff_ffffL;
    if (packed.nextInt() != crc.getValue() || packed.nextInt() != unpacked) {
      throw new DamagedBodyException("the checksum does not match: the body was damaged");
    }
    inMember = false;
    if (packed.hasMore()) {
      openMember("something follows its end that is not another gzip member");
    }
  }
}
