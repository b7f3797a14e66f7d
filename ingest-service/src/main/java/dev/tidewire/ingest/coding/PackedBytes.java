package dev.tidewire.ingest.coding;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;

/** The bytes of a packed body, one by one or as many as there are. */
final class PackedBytes {
  private final InputStream in;
  private final byte[] buffer = new byte[8_192];
  private int at;
  private int limit;

  PackedBytes(InputStream in) {
    this.in = in;
  }

  boolean hasMore() throws IOException {
    return at < limit || refill();
  }

  /** The next byte, of which there must be one. */
  int next() throws IOException {
    require();
    return buffer[at++] & 0xff;
  }

  /** The next four bytes, the lowest first. */
  long nextInt() throws IOException {
    return next() | next() << 8 | next() << 16 | (long) next() << 24;
  }

  /** At least one and at most {@code length} bytes, of which there must be one. */
  int read(byte[] to, int offset, int length) throws IOException {
    require();
    int count = Math.min(length, limit - at);
    System.arraycopy(buffer, at, to, offset, count);
    at += count;
    return count;
  }

  void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  /** Gives the inflater all bytes that are here, of which there must be one. */
  void giveTo(Inflater inflater) throws IOException {
    require();
    inflater.setInput(buffer, at, limit - at);
    at = limit;
  }

  /** Takes back the last bytes that were given and not used. */
  void takeBack(int count) {
    at = limit - count;
  }

  private void require() throws IOException {
    if (!hasMore()) {
      throw new DamagedBodyException("the body ends in the middle: it was cut off");
    }
  }

  private boolean refill() throws IOException {
    at = 0;
    limit = Math.max(in.read(buffer, 0, buffer.length), 0);
    return limit > 0;
  }
}
