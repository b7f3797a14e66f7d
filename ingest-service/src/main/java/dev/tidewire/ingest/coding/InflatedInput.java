package dev.tidewire.ingest.coding;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.Inflater;

/**
 * Unpacks {@code deflate}: a zlib stream (RFC 1950), which nothing may follow. The bare deflate
 * stream (RFC 1951) that some clients send under this name is refused: it has no checksum, so
 * damage would go unseen. Must be closed, to free native memory.
 */
final class InflatedInput extends InputStream {
  private static final int HEADER = 2;
  private static final int DEFLATE = 8;

  private final PackedBytes packed;
  private final Inflater inflater;
  private final DeflateStream stream;
  private boolean isAtEnd;

  InflatedInput(InputStream in) throws IOException {
    PushbackInputStream whole = new PushbackInputStream(in, HEADER);
    byte[] header = whole.readNBytes(HEADER);
    whole.unread(header);
    if (header.length > 0 && !isZlib(header)) {
      throw new DamagedBodyException(
          "no zlib header (RFC 1950) where one must be (RFC 9110, section 8.4.1.2); send it in zlib"
              + " format, not as a bare deflate stream, or as gzip, or leave out Content-Encoding if"
              + " it is not compressed");
    }
    this.packed = new PackedBytes(whole);
    this.inflater = new Inflater();
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
    int count = isAtEnd ? -1 : stream.read(to, offset, length);
    isAtEnd = count < 0;
    if (isAtEnd && packed.hasMore()) {
      throw new DamagedBodyException("something follows its end");
    }
    return count;
  }

  @Override
  public void close() {
    inflater.end();
  }

  private static boolean isZlib(byte[] header) {
    return header.length == HEADER
        && (header[0] & 0xF) == DEFLATE
        && ((header[0] & 0xFF) << 8 | header[1] & 0xFF) % 31 == 0;
  }
}
