package dev.tidewire.ingest.format;

import java.util.regex.Pattern;

/**
 * Dates without separators, such as {@code 20261103153000}. As numbers since 1970 they are all of
 * 1970, so they are not taken for such unless the request says their unit.
 */
final class CompactDate {
  private static final Pattern DATE =
      Pattern.compile(
          "(?:19[89]|20\\d)\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])"
              + "(?:(?:[01]\\d|2[0-3])[0-5]\\d(?:[0-5]\\d)?)?");

  private static final String FORM = "yyyyMMddHHmmss";

  private CompactDate() {}

  static boolean is(CharSequence text) {
    int length = text.length();
    return (length == 8 || length == 12 || length == 14) && DATE.matcher(text).matches();
  }

  /** What is wrong with such a time, in words for the sender. */
  static String violation(String text) {
    return "time %s can be a date or a number since 1970: say ?time-format=%s for the date (in CSV), or ?precision= for the number"
        .formatted(Quoted.of(text), FORM.substring(0, text.length()));
  }
}
