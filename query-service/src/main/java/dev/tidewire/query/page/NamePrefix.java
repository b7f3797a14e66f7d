package dev.tidewire.query.page;

import org.jspecify.annotations.Nullable;

/**
 * The names that begin with a text, as the range of an index in byte order.
 *
 * @param from the first name that begins with the text: the text itself
 * @param to the first name after all of them, or null when there is none
 */
public record NamePrefix(String from, @Nullable String to) {
  /** The range of the names that begin with {@code prefix}, which is valid Unicode. */
  public static NamePrefix of(String prefix) {
    return new NamePrefix(prefix, successor(prefix));
  }

  /** UTF-8 sorts as its code points do, so the last one that can grow grows by one. */
  private static @Nullable String successor(String prefix) {
    int end = prefix.length();
    while (end > 0) {
      int last = prefix.codePointBefore(end);
      end -= Character.charCount(last);
      if (last < Character.MAX_CODE_POINT) {
        return prefix.substring(0, end) + Character.toString(next(last));
      }
    }
    return null;
  }

  private static int next(int codePoint) {
    // No text holds the surrogates between U+D800 and U+DFFF.
    return codePoint == Character.MIN_SURROGATE - 1 ? Character.MAX_SURROGATE + 1 : codePoint + 1;
  }
}
