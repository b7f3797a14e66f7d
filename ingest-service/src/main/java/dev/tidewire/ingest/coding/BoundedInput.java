package dev.tidewire.ingest.coding;

import java.io.IOException;
import java.io.InputStream;

/** Passes on a limited number of bytes; one more is a {@link TooLargeException}. */
final class BoundedInput extends InputStream {
  private final InputStream in;
  private final long max;
  private long left;

  /** Bounds {@code in} to {@code max} bytes. */
  BoundedInput(InputStream in, long max) {
    this.in = in;
    this.max = max;
    this.left = max;
  }

  @Override
  public int read() throws IOException {
    int b = in.read();
    count(b < 0 ? 0 : 1);
    return b;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    int count = in.read(to, offset, length);
    count(Math.max(count, 0));
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void count(int bytes) throws TooLargeException {
    left -= bytes;
    if (left < 0) {
      throw new TooLargeException(max);
    }
  }
}
