package dev.tidewire.ingest.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * The value of the header: a string of RFC 9651, as draft-ietf-httpapi-idempotency-key-header has
 * it, or the same without quotes, as many clients send it.
 */
public final class KeyText {
  /** The name of the header, as {@code RequestFacts} has it. */
  public static final String HEADER = "idempotency-key";

  /** The longest key. */
  public static final int LONGEST = 255;

  private static final String NOT_IN_BARE = "\",;\\";

  private KeyText() {}

  /** The key, or null where the value holds none. */
  static @Nullable String read(String value) {
    String key = value.startsWith("\"") ? unquoted(value) : bare(value);
    return key == null || key.isEmpty() || key.length() > LONGEST ? null : key;
  }

  private static @Nullable String bare(String value) {
    boolean isKey = value.chars().allMatch(c -> c > ' ' && c < 127 && NOT_IN_BARE.indexOf(c) < 0);
    return isKey ? value : null;
  }

  private static @Nullable String unquoted(String value) {
    StringBuilder key = new StringBuilder();
    for (int i = 1; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"') {
        return i == value.length() - 1 ? key.toString() : null;
      }
      if (c == '\\' && ++i < value.length()) {
        c = value.charAt(i);
        if (c != '"' && c != '\\') {
          return null;
        }
      }
      if (c < ' ' || c >= 127) {
        return null;
      }
      key.append(c);
    }
    return null;
  }
}
