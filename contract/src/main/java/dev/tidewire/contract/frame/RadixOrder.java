package dev.tidewire.contract.frame;

/** Sorts places by numbers, digit by digit from the last one, in time linear in the places. */
final class RadixOrder {
  private static final int MOST_DIGIT_BITS = 11;

  private RadixOrder() {}

  /** The places of the first {@code size} numbers, ascending by number and then by place. */
  static int[] of(long[] numbers, int size) {
    int[] order = new int[size];
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    for (int i = 0; i < size; i++) {
      order[i] = i;
      least = Math.min(least, numbers[i]);
      greatest = Math.max(greatest, numbers[i]);
    }
    int bits = size == 0 ? 0 : Long.SIZE - Long.numberOfLeadingZeros(greatest - least);
    int digits = (bits + MOST_DIGIT_BITS - 1) / MOST_DIGIT_BITS;
    for (int digit = 0; digit < digits; digit++) {
      int width = (bits + digits - 1) / digits;
      order = byDigit(order, numbers, least, digit * width, width);
    }
    return order;
  }

  private static int[] byDigit(int[] order, long[] numbers, long least, int shift, int width) {
    int mask = (1 << width) - 1;
    int[] starts = new int[mask + 2];
    for (int place : order) {
      starts[(int) (numbers[place] - least >>> shift & mask) + 1]++;
    }
    for (int i = 1; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
    int[] sorted = new int[order.length];
    for (int place : order) {
      sorted[starts[(int) (numbers[place] - least >>> shift & mask)]++] = place;
    }
    return sorted;
  }
}
