package dev.tidewire.ingest.intake;

/**
 * Text in UTF-16, as some editors and shells write it. Every format would find something else wrong
 * with it; here it is named.
 */
final class Utf16 {
  static final String DETAIL =
      "The body is in UTF-16; nothing was accepted. Convert it to UTF-8 (`iconv -f UTF-16 -t UTF-8`)"
          + " and send it again.";

  private static final int BYTES = 4;

  private Utf16() {}

  /** Whether a body that begins with these bytes, at least four if it has so many, is UTF-16. */
  static boolean begins(byte[] first) {
    return hasMark(first) || isAscii(first);
  }

  private static boolean hasMark(byte[] first) {
    int mark = first.length < 2 ? 0 : (first[0] & 0xFF) << 8 | first[1] & 0xFF;
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
