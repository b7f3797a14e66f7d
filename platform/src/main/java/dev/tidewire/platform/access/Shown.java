package dev.tidewire.platform.access;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A text from outside as a message may hold it: not a key in the wrong place, on one line. */
public final class Shown {
  private static final int MAX_CHARACTERS = 40;

  /** So much in a row may be the secret of a key without its beginning, or a part of it. */
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{20}");

  private Shown() {}

  /** The text in quotes, or what stands for it where it may be a secret. */
  public static String of(String text) {
    return text.contains(ApiKey.PREFIX) || SECRET.matcher(text).find()
        ? "(not shown, as it may be a key)"
        : quoted(text);
  }

  /** The text in quotes, from where no key of ours can stand. */
  public static String quoted(String text) {
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
