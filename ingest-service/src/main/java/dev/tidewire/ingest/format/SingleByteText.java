package dev.tidewire.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;

/** Turns text of one byte a character into UTF-8. */
final class SingleByteText extends InputStream {
  private static final int VALUES = 256;
  private static final int MAX_UTF8_BYTES = 3;

  private final InputStream in;
  private final byte[][] utf8 = new byte[VALUES][];
  private final byte[] bytes = new byte[2_048];
  private final byte[] text = new byte[bytes.length * MAX_UTF8_BYTES];
  private int at;
  private int end;

  SingleByteText(InputStream in, Charset charset) {
    this.in = in;
    for (int b = 0; b < VALUES; b++) {
      String c = new String(new byte[] {(byte) b}, charset);
      // What the charset leaves open becomes a control character, which no name may contain.
      utf8[b] = (c.equals("\uFFFD") ? String.valueOf((char) b) : c).getBytes(UTF_8);
    }
  }

  @Override
  public int read() throws IOException {
    return hasMore() ? text[at++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!hasMore()) {
      return -1;
    }
    int count = Math.min(length, end - at);
    System.arraycopy(text, at, to, offset, count);
    at += count;
    return count;
  }

  private boolean hasMore() throws IOException {
    if (at == end) {
      at = 0;
      end = 0;
      int count = in.read(bytes, 0, bytes.length);
      for (int i = 0; i < count; i++) {
        byte[] c = utf8[bytes[i] & 0xFF];
        System.arraycopy(c, 0, text, end, c.length);
        end += c.length;
      }
    }
    return at < end;
  }
}
