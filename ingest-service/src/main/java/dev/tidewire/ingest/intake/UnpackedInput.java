package dev.tidewire.ingest.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells how much has been unpacked. */
final class UnpackedInput extends FilterInputStream {
  private final Effort effort;

  UnpackedInput(InputStream in, Effort effort) {
    super(in);
    this.effort = effort;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    effort.unpacked(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    int count = super.read(to, offset, length);
    effort.unpacked(Math.max(count, 0));
    return count;
  }
}
