package dev.tidewire.platform.text;

/**
 * Checks that bytes that arrive in pieces are well-formed UTF-8: no overlong forms, no surrogates,
 * nothing above U+10FFFF (Unicode 16, table 3-7). Not thread-safe.
 */
public final class Utf8Check {
  private static final int FIRST_CONTINUATION = 0x80;
  private static final int LAST_CONTINUATION = 0xBF;

  /** How many continuation bytes must follow. */
  private int missing;

  /** How many bytes of a character that is not complete have been there. */
  private int begun;

  /** Between which bytes the next continuation byte must be. */
  private int least = FIRST_CONTINUATION;

  private int most = LAST_CONTINUATION;

  /** Whether all of a text is well-formed. */
  public static boolean isWellFormed(byte[] bytes, int from, int to) {
    Utf8Check check = new Utf8Check();
    return check.next(bytes, from, to) == to && check.isComplete();
  }

  /** Checks the next piece; returns the index of the first byte that cannot be, or {@code to}. */
  public int next(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      if (missing == 0) {
        at = skipAscii(bytes, at, to);
      }
      if (at == to) {
        break;
      }
      int unsigned = bytes[at] & 0xFF;
      if (missing > 0 ? !continues(unsigned) : !leads(unsigned)) {
        return at;
      }
      at++;
    }
    return to;
  }

  /** Whether no character is unfinished. */
  public boolean isComplete() {
    return missing == 0;
  }

  /** How many bytes before the next one, or before one that cannot be, are of its character. */
  public int begun() {
    return begun;
  }

  /** Eight bytes at a time, without a VarHandle, which is slow until C2 has compiled the code. */
  private static int skipAscii(byte[] bytes, int from, int to) {
    int at = from;
    while (at + Long.BYTES <= to && areAscii(bytes, at)) {
      at += Long.BYTES;
    }
    while (at < to && bytes[at] >= 0) {
      at++;
    }
    return at;
  }

  private static boolean areAscii(byte[] bytes, int at) {
    int first = bytes[at] | bytes[at + 1] | bytes[at + 2] | bytes[at + 3];
    int second = bytes[at + 4] | bytes[at + 5] | bytes[at + 6] | bytes[at + 7];
    return (first | second) >= 0;
  }

  private boolean leads(int unsigned) {
    if (unsigned < 0xC2 || unsigned > 0xF4) {
      return false;
    }
    begun = 1;
    missing = unsigned < 0xE0 ? 1 : unsigned < 0xF0 ? 2 : 3;
    least = unsigned == 0xE0 ? 0xA0 : unsigned == 0xF0 ? 0x90 : FIRST_CONTINUATION;
    most = unsigned == 0xED ? 0x9F : unsigned == 0xF4 ? 0x8F : LAST_CONTINUATION;
    return true;
  }

  private boolean continues(int unsigned) {
    boolean isWithin = unsigned >= least && unsigned <= most;
    missing--;
    if (isWithin) {
      begun = missing == 0 ? 0 : begun + 1;
    }
    least = FIRST_CONTINUATION;
    most = LAST_CONTINUATION;
    return isWithin;
  }
}
