package dev.tidewire.platform.access;

import java.util.stream.Collectors;

/** A text of a key file as a message may hold it: not a key in the wrong place, on one line. */
final class Shown {
  private static final int MAX_CHARACTERS = 40;

  private Shown() {}

  /** The text in quotes, or what stands for it where it may be a secret. */
  static String of(String text) {
    if (text.contains(ApiKey.PREFIX)) {
      return "(not shown, as it may be a key)";
    }
    String shown =
        text.codePoints()
            .limit(MAX_CHARACTERS)
            .mapToObj(Shown::escaped)
            .collect(Collectors.joining());
    boolean isCut = text.codePointCount(0, text.length()) > MAX_CHARACTERS;
    return '"' + shown + (isCut ? "\u2026" : "") + '"';
  }

  private static String escaped(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          "\\u%04X".formatted(codePoint);
      default -> Character.toString(codePoint);
    };
  }
}
