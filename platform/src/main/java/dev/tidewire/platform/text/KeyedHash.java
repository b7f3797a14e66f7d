package dev.tidewire.platform.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * Hashes bytes and texts with secret keys, so that nobody can choose names that fall together. It
 * multiplies and folds pairs of words, as wyhash does (github.com/wangyi-fudan/wyhash).
 */
public final class KeyedHash {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final long first;
  private final long second;

  /** With keys of its own. */
  public KeyedHash() {
    SecureRandom random = new SecureRandom();
    first = random.nextLong();
    second = random.nextLong();
  }

  /** The hash of the bytes between two places. */
  public long of(byte[] bytes, int from, int to) {
    long hash = first ^ (to - from);
    int at = from;
    for (; at + 16 <= to; at += 16) {
      hash = fold(word(bytes, at) ^ second, word(bytes, at + 8) ^ hash);
    }
    if (at + 8 <= to) {
      hash = fold(word(bytes, at) ^ second, hash);
      at += 8;
    }
    long rest = 0;
    for (; at < to; at++) {
      rest = rest << 8 | bytes[at] & 0xff;
    }
    return fold(fold(rest ^ second, hash), second ^ first);
  }

  /** The hash of a text. */
  public long of(CharSequence text) {
    if (text instanceof Text chars) {
      return of(chars, 0);
    }
    Text copy = new Text();
    copy.set(text.toString());
    return of(copy, 0);
  }

  /**
   * The hash of a text, after others.
   *
   * @param start the hash of what is before it, or any number
   */
  public long of(Text text, long start) {
    char[] chars = text.buffer();
    int end = text.length();
    long hash = start ^ first ^ end;
    int at = 0;
    for (; at + 4 <= end; at += 4) {
      hash = fold(word(chars, at) ^ second, hash);
    }
    long rest = 0;
    for (; at < end; at++) {
      rest = rest << 16 | chars[at];
    }
    return fold(fold(rest ^ second, hash), second ^ first);
  }

  private static long word(char[] chars, int at) {
    return (long) chars[at] << 48
        | (long) chars[at + 1] << 32
        | (long) chars[at + 2] << 16
        | chars[at + 3];
  }

  private static long word(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  /**
   * The halves of the unsigned product. Of the signed one, -a and a give almost the same, whatever
   * the keys are.
   */
  private static long fold(long a, long b) {
    long high = Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
    return high ^ a * b;
  }
}
