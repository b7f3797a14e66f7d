package dev.tidewire.platform.text;

/**
 * Reads digits and punctuation of one text, from its beginning to its end. A base class and not a
 * part of its readers, so that a time costs one object.
 */
abstract class DigitReader {
  final Text text;

  /** The next character. */
  int at;

  DigitReader(Text text) {
    this.text = text;
  }

  final boolean isAtEnd() {
    return at == text.length();
  }

  final boolean isAtDigit() {
    return at < text.length() && isBetween(text.charAt(at), '0', '9');
  }

  /** A number of exactly so many digits, or negative. */
  final int number(int digits) {
    int number = 0;
    for (int i = 0; i < digits; i++) {
      if (!isAtDigit()) {
        return -1;
      }
      number = number * 10 + text.charAt(at++) - '0';
    }
    return number;
  }

  /** Passes over one character, and tells whether it is the one that is expected. */
  final boolean skip(char expected) {
    return at < text.length() && text.charAt(at++) == expected;
  }

  static boolean isBetween(int number, int min, int max) {
    return number >= min && number <= max;
  }
}
