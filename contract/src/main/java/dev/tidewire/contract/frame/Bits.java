package dev.tidewire.contract.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Whole numbers of a fixed width in bits, one after another, the highest bit first. Reading or
 * writing one touches eight bytes from the byte where it begins.
 */
final class Bits {
  /** The widest that fits into eight bytes wherever in a byte it begins. Wider ones take 64. */
  private static final int WIDEST = 56;

  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Bits() {}

  /** The width of a column whose numbers go from 0 to {@code most}, taken as unsigned. */
  static int width(long most) {
    int width = Long.SIZE - Long.numberOfLeadingZeros(most);
    return width > WIDEST ? Long.SIZE : width;
  }

  static boolean isWidth(int width) {
    return (width >= 0 && width <= WIDEST) || width == Long.SIZE;
  }

  /** The whole bytes that a column takes. */
  static int bytes(int count, int width) {
    return (int) (((long) count * width + 7) / 8);
  }

  /** All ones in the width; for width 0 no bit. */
  static long mask(int width) {
    return width == 0 ? 0 : -1L >>> (Long.SIZE - width);
  }

  static long get(byte[] bytes, int offset, int index, int width, long mask) {
    if (width == 0) {
      return 0;
    }
    long bit = (long) index * width;
    long word = (long) LONG.get(bytes, offset + (int) (bit >>> 3));
    return word >>> (Long.SIZE - width - (int) (bit & 7)) & mask;
  }
}
