package dev.tidewire.platform.text;

import java.io.ByteArrayOutputStream;

/** Text in URIs: percent-encoded UTF-8 (RFC 3986, section 2.5). */
public final class PercentText {
  private static final int LAST_ASCII = 0x7F;

  private PercentText() {}

  /**
   * Percent-encodes the bytes that a client has left as they are, as curl does.
   *
   * @param bytes each character stands for one byte
   */
  public static String encodeRaw(CharSequence bytes) {
    StringBuilder encoded = null;
    for (int i = 0; i < bytes.length(); i++) {
      char c = bytes.charAt(i);
      if (c > LAST_ASCII && encoded == null) {
        encoded = new StringBuilder(bytes.length() + 16).append(bytes, 0, i);
      }
      if (encoded != null) {
        if (c > LAST_ASCII) {
          encoded.append('%').append(hex(c >> 4)).append(hex(c));
        } else {
          encoded.append(c);
        }
      }
    }
    return encoded == null ? bytes.toString() : encoded.toString();
  }

  /** Whether the text decodes to UTF-8: every {@code %} has two hexadecimal digits after it. */
  public static boolean isWellFormed(String encoded) {
    int first = encoded.indexOf('%');
    if (first < 0) {
      return true;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    for (int i = first; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c != '%') {
        // Ends a character that is not complete; what it is does not matter.
        bytes.write('a');
        continue;
      }
      int value = i + 2 < encoded.length() ? value(encoded, i + 1) : -1;
      if (value < 0) {
        return false;
      }
      bytes.write(value);
      i += 2;
    }
    byte[] decoded = bytes.toByteArray();
    return Utf8Check.isWellFormed(decoded, 0, decoded.length);
  }

  private static int value(String encoded, int at) {
    int high = Character.digit(encoded.charAt(at), 16);
    int low = Character.digit(encoded.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private static char hex(int nibble) {
    return Character.toUpperCase(Character.forDigit(nibble & 0xF, 16));
  }
}
