package dev.tidewire.platform.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** A growing array of UTF-8 bytes. Not thread-safe. */
public final class Utf8Writer {
  private byte[] bytes;
  private int size;

  /** An empty writer with room for {@code capacity} bytes. */
  public Utf8Writer(int capacity) {
    bytes = new byte[Math.max(16, capacity)];
  }

  /** Appends bytes that are UTF-8 already. */
  public Utf8Writer raw(byte[] utf8) {
    reserve(utf8.length);
    System.arraycopy(utf8, 0, bytes, size, utf8.length);
    size += utf8.length;
    return this;
  }

  /** Appends a text. */
  public Utf8Writer text(String text) {
    return raw(text.getBytes(UTF_8));
  }

  /** Appends one character below U+0080. */
  public Utf8Writer ascii(char c) {
    reserve(1);
    bytes[size++] = (byte) c;
    return this;
  }

  /** Appends a whole number in decimal. */
  public Utf8Writer integer(long number) {
    if (number == Long.MIN_VALUE) {
      return text(Long.toString(number));
    }
    if (number < 0) {
      ascii('-');
    }
    long rest = Math.abs(number);
    return digits(rest, digitCount(rest));
  }

  /** Appends the last {@code count} decimal digits of a number that is not negative. */
  Utf8Writer digits(long number, int count) {
    reserve(count);
    long rest = number;
    for (int at = size + count - 1; at >= size; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += count;
    return this;
  }

  /** The number of bytes so far. */
  public int size() {
    return size;
  }

  /** The bytes so far. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  @Override
  public String toString() {
    return new String(bytes, 0, size, UTF_8);
  }

  private static int digitCount(long number) {
    int count = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      count++;
    }
    return count;
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }
}
