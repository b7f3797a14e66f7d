package dev.tidewire.ingest.intake;

import org.jspecify.annotations.Nullable;

/**
 * Text in UTF-16 or UTF-32, as some editors and shells write it. Every format would find something
 * else wrong with it; here it is named.
 */
enum WideText {
  UTF_16,
  UTF_32;

  private static final int BYTES = 4;

  /** The charset of a body that begins with these bytes, at least four if it has so many. */
  static @Nullable WideText of(byte[] first) {
    if (first.length >= BYTES && isUtf32(first)) {
      return UTF_32;
    }
    return hasMark(first) || isAscii(first) ? UTF_16 : null;
  }

  /** What is wrong and how to correct it, in words for the sender. */
  String detail() {
    return "The body is in %1$s; nothing was accepted. Convert it to UTF-8 (`iconv -f %1$s -t UTF-8`) and send it again."
        .formatted(name().replace('_', '-'));
  }

  /** Whether a mark comes first or a character of ASCII, in either order of bytes. */
  private static boolean isUtf32(byte[] first) {
    if (first[2] == 0 && first[3] == 0) {
      return isMark(first, 0) || first[0] > 0 && first[1] == 0;
    }
    return first[0] == 0 && first[1] == 0 && (isMark(first, 2) || first[2] == 0 && first[3] > 0);
  }

  private static boolean hasMark(byte[] first) {
    return first.length >= 2 && isMark(first, 0);
  }

  private static boolean isMark(byte[] bytes, int at) {
    int mark = (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    return mark == 0xFEFF || mark == 0xFFFE;
  }

  /** Whether two characters of ASCII come first, in either order of bytes. */
  private static boolean isAscii(byte[] first) {
    return first.length >= BYTES
        && (isAscii(first, 0) && isAscii(first, 2) || isAscii(first, 1) && isAscii(first, 3));
  }

  /** Whether the byte is a character of ASCII, and the other one of its pair is zero. */
  private static boolean isAscii(byte[] bytes, int at) {
    return bytes[at] > 0 && bytes[at ^ 1] == 0;
  }
}
