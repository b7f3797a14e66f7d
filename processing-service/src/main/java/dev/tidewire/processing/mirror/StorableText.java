package dev.tidewire.processing.mirror;

/** Makes any text storable in Postgres. */
final class StorableText {
  private static final char REPLACEMENT = '\ufffd';

  private StorableText() {}

  /**
   * The text, cut to {@code maxChars} and an ellipsis. NUL, which Postgres refuses, and halves of
   * surrogate pairs become U+FFFD.
   */
  static String of(String text, int maxChars) {
    int end = Math.min(text.length(), maxChars);
    StringBuilder storable = new StringBuilder(end + 1);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < end
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        storable.append(c).append(text.charAt(++i));
      } else {
        storable.append(c == 0 || Character.isSurrogate(c) ? REPLACEMENT : c);
      }
    }
    return end < text.length() ? storable.append('…').toString() : storable.toString();
  }
}
