package dev.tidewire.contract.frame;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Decodes as the table of the layout says, number by number in unbounded arithmetic, and shares
 * nothing with the code that it checks.
 */
final class NaiveFrame {
  private final byte[] frame;

  NaiveFrame(byte[] frame) {
    this.frame = frame;
  }

  ReadingColumns decode() {
    int size = number(8, 4).intValueExact();
    int slots = 48 + bytes(size, width(1));
    int jitters = slots + bytes(size, width(2));
    int values = jitters + bytes(size, width(3));
    ReadingColumns readings = new ReadingColumns(size);
    for (int i = 0; i < size; i++) {
      BigInteger steps = signed(32).multiply(column(slots, 2, i).add(BigInteger.valueOf(i)));
      BigInteger time =
          BigInteger.TEN.pow(frame[6]).multiply(steps.add(column(jitters, 3, i))).add(signed(24));
      readings.add(
          signed(16).add(column(48, 1, i)).longValueExact(),
          time.longValueExact(),
          value(signed(40).add(column(values, 4, i)).longValueExact()));
    }
    return readings;
  }

  private double value(long number) {
    if (frame[5] != -1) {
      return new BigDecimal(BigInteger.valueOf(number), frame[5]).doubleValue();
    }
    return Double.longBitsToDouble(number < 0 ? ~(number & Long.MAX_VALUE) | 1L << 63 : number);
  }

  private int width(int at) {
    return frame[at];
  }

  private static int bytes(int size, int width) {
    return (size * width + 7) / 8;
  }

  private BigInteger number(int at, int length) {
    return new BigInteger(1, Arrays.copyOfRange(frame, at, at + length));
  }

  private BigInteger signed(int at) {
    return new BigInteger(Arrays.copyOfRange(frame, at, at + 8));
  }

  private BigInteger column(int at, int widthAt, int index) {
    BigInteger number = BigInteger.ZERO;
    for (int bit = index * width(widthAt); bit < (index + 1) * width(widthAt); bit++) {
      int set = frame[at + bit / 8] >> (7 - bit % 8) & 1;
      number = number.shiftLeft(1).or(BigInteger.valueOf(set));
    }
    return number;
  }
}
