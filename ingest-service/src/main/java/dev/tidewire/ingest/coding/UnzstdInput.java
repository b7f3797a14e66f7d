package dev.tidewire.ingest.coding;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;

/**
 * Unpacks zstd (RFC 8878) of one or several frames. Must be closed, to free native memory, of which
 * it takes little more than the window.
 */
final class UnzstdInput extends InputStream {
  /** 8 MiB, which every decoder is to support; a larger one is refused before it is allocated. */
  private static final int MAX_WINDOW_LOG = 23;

  private final ZstdInputStreamNoFinalizer in;
  private boolean hasBegun;

  UnzstdInput(InputStream packed) throws IOException {
    this.in = new ZstdInputStreamNoFinalizer(packed).setLongMax(MAX_WINDOW_LOG);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    try {
      int count = in.read(to, offset, length);
      hasBegun |= count > 0;
      return count;
    } catch (IOException e) {
      // A body in memory cannot fail, so this is the decoder.
      throw new DamagedBodyException(
          "damaged zstd data: "
              + e.getMessage()
              + (hasBegun ? "" : "; if it is not compressed, leave out Content-Encoding"));
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
