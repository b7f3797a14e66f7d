package dev.tidewire.ingest.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** The byte order mark that some tools write before UTF-8. It is not part of the text. */
public final class ByteOrderMark {
  static final int BYTES = 3;

  private ByteOrderMark() {}

  /** The body without its mark. */
  public static InputStream skip(InputStream body) throws IOException {
    PushbackInputStream text = new PushbackInputStream(body, BYTES);
    byte[] first = text.readNBytes(BYTES);
    if (!isAt(first, 0, first.length)) {
      text.unread(first);
    }
    return text;
  }

  static boolean isAt(byte[] bytes, int from, int to) {
    return to - from >= BYTES
        && bytes[from] == (byte) 0xEF
        && bytes[from + 1] == (byte) 0xBB
        && bytes[from + 2] == (byte) 0xBF;
  }
}
