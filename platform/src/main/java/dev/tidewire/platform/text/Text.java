package dev.tidewire.platform.text;

import java.util.Arrays;

/**
 * Text in a buffer that is refilled for every reading, so that a name seen a million times does not
 * become a million strings. Not thread-safe.
 */
public final class Text implements CharSequence {
  private char[] chars = new char[32];
  private int length;

  /** Makes this text empty. */
  public void clear() {
    length = 0;
  }

  /** Keeps only the first {@code characters}, of which there must be as many. */
  public void shorten(int characters) {
    length = characters;
  }

  /** Replaces the text. */
  public void set(String source) {
    length = 0;
    append(source);
  }

  /** Replaces the text by {@code count} characters of {@code source}. */
  public void set(char[] source, int from, int count) {
    length = 0;
    append(source, from, count);
  }

  /** Replaces the text by another. */
  public void set(Text source) {
    set(source.chars, 0, source.length);
  }

  /** Adds one character. */
  public void append(char c) {
    reserve(1);
    chars[length++] = c;
  }

  /** Adds a string. */
  public void append(String source) {
    reserve(source.length());
    source.getChars(0, source.length(), chars, length);
    length += source.length();
  }

  /** Adds {@code count} characters of {@code source}. */
  public void append(char[] source, int from, int count) {
    reserve(count);
    System.arraycopy(source, from, chars, length, count);
    length += count;
  }

  /** Adds {@code count} bytes of {@code source}, all of them ASCII. */
  public void appendAscii(byte[] source, int from, int count) {
    reserve(count);
    for (int i = 0; i < count; i++) {
      chars[length + i] = (char) source[from + i];
    }
    length += count;
  }

  /** The number of characters. */
  @Override
  public int length() {
    return length;
  }

  /** Whether there are no characters. */
  @Override
  public boolean isEmpty() {
    return length == 0;
  }

  /** The character at {@code i}, which is below the length. */
  @Override
  public char charAt(int i) {
    return chars[i];
  }

  /** The buffer; its first {@link #length} characters are the text, until the next change. */
  public char[] buffer() {
    return chars;
  }

  /** Whether this is the other text. Compares from the end, where names differ most often. */
  public boolean is(String other) {
    if (other.length() != length) {
      return false;
    }
    for (int i = length - 1; i >= 0; i--) {
      if (other.charAt(i) != chars[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public CharSequence subSequence(int from, int to) {
    return toString().subSequence(from, to);
  }

  @Override
  public String toString() {
    return new String(chars, 0, length);
  }

  private void reserve(int more) {
    if (length + more > chars.length) {
      chars = Arrays.copyOf(chars, Math.max(length + more, chars.length * 2));
    }
  }
}
