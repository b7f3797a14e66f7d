package dev.tidewire.contract.frame;

import java.math.BigDecimal;

/**
 * Values as whole numbers. Where every value is a decimal with the same few places, to the bit,
 * they are those decimals times a power of ten: of 71.3 and 71.25 with two places, 7130 and 7125.
 * Otherwise they are the bits of the doubles, in an order that is the order of the values.
 */
final class ValueColumn {
  /** In place of a number of places: the numbers are the bits of the doubles. */
  static final int BITS = 255;

  /** Powers of ten up to this one and whole numbers below 2^53 are doubles without rounding. */
  static final int MOST_PLACES = 15;

  private static final double EXACT = 1L << 53;

  private static final double[] TEN = powersOfTen();

  final int places;
  final long[] numbers;

  /** The least number. */
  final long base;

  private final long greatest;

  private ValueColumn(int places, long[] numbers) {
    this.places = places;
    this.numbers = numbers;
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (long number : numbers) {
      least = Math.min(least, number);
      most = Math.max(most, number);
    }
    base = least;
    greatest = most;
  }

  private static double[] powersOfTen() {
    double[] powers = new double[MOST_PLACES + 1];
    for (int places = 0; places <= MOST_PLACES; places++) {
      powers[places] = BigDecimal.TEN.pow(places).doubleValue();
    }
    return powers;
  }

  static boolean isPlaces(int places) {
    return places <= MOST_PLACES || places == BITS;
  }

  /** The column with the fewest places that keep every value to the bit. */
  static ValueColumn of(ReadingColumns readings, int from, int to) {
    long[] numbers = new long[to - from];
    int places = 0;
    for (int i = from; i < to; ) {
      double value = readings.value(i);
      if (places == BITS || isExact(value, places)) {
        numbers[i++ - from] = toNumber(value, places);
      } else {
        places = places(value, places + 1);
        i = from;
      }
    }
    return new ValueColumn(places, numbers);
  }

  private static int places(double value, int least) {
    int places = least;
    while (places <= MOST_PLACES && !isExact(value, places)) {
      places++;
    }
    return places <= MOST_PLACES ? places : BITS;
  }

  int width() {
    return Bits.width(greatest - base);
  }

  private static boolean isExact(double value, int places) {
    double number = Math.rint(value * TEN[places]);
    // Zero has no sign among whole numbers.
    return Math.abs(number) < EXACT
        && number / TEN[places] == value
        && (value != 0 || 1 / value > 0);
  }

  private static long toNumber(double value, int places) {
    return places == BITS
        ? inOrder(Double.doubleToRawLongBits(value))
        : (long) Math.rint(value * TEN[places]);
  }

  static double toValue(long number, int places) {
    return places == BITS ? Double.longBitsToDouble(inOrder(number)) : number / TEN[places];
  }

  /** From the bits of doubles to numbers in their order, and back. */
  private static long inOrder(long bits) {
    return bits ^ (bits >> 63 & Long.MAX_VALUE);
  }
}
