package dev.tidewire.platform.access;

import dev.tidewire.contract.Names;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Names of sensors or metrics that follow one another in the byte order of UTF-8, as the range of
 * an index.
 *
 * @param from the first name; not always a name
 * @param to after all of them; not always a name
 */
public record NameRange(String from, String to) {
  private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

  /** After all names: the last one is as many of these characters as fit, and this has one more. */
  private static final String END = LAST.repeat(Names.MAX_METRIC_BYTES / 4 + 1);

  /** No name has a control character, so none comes between a name and this after it. */
  private static final String NEXT = "\u0001";

  /** The names that begin with {@code prefix}, which is valid Unicode. */
  public static NameRange ofPrefix(String prefix) {
    return new NameRange(prefix, successor(prefix));
  }

  /** Whether it has no name after this one. */
  public boolean endsBefore(String name) {
    return compare(to, name) <= 0;
  }

  /** As Postgres compares in the collation {@code C}. */
  static int compare(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  /** One name. */
  public static NameRange ofName(String name) {
    return new NameRange(name, name + NEXT);
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
