package dev.tidewire.query.page;

import dev.tidewire.contract.Names;

/**
 * The names that begin with a text, as the range of an index in byte order.
 *
 * @param from the first name that begins with the text: the text itself
 * @param to after all of them; not always a name
 */
public record NamePrefix(String from, String to) {
  private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

  /** After all names: the last one is as many of these characters as fit, and this has one more. */
  private static final String END = LAST.repeat(Names.MAX_SENSOR_BYTES / 4 + 1);

  /** The range of the names that begin with {@code prefix}, which is valid Unicode. */
  public static NamePrefix of(String prefix) {
    return new NamePrefix(prefix, successor(prefix));
  }

  /** UTF-8 sorts as its code points do, so the last one that can grow grows by one. */
  private static String successor(String prefix) {
    int end = prefix.length();
    while (end > 0) {
      int last = prefix.codePointBefore(end);
      end -= Character.charCount(last);
      if (last < Character.MAX_CODE_POINT) {
        return prefix.substring(0, end) + Character.toString(next(last));
      }
    }
    return END;
  }

  private static int next(int codePoint) {
    // No text holds the surrogates between U+D800 and U+DFFF.
    return codePoint == Character.MIN_SURROGATE - 1 ? Character.MAX_SURROGATE + 1 : codePoint + 1;
  }
}
