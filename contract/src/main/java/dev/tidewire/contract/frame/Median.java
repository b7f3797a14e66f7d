package dev.tidewire.contract.frame;

/** The middle one of numbers. */
final class Median {
  private Median() {}

  /**
   * The number that half of them are not greater than: Hoare's selection ("Algorithm 65: Find",
   * 1961).
   *
   * @param numbers at least one; their order is changed
   */
  static long of(long[] numbers) {
    int middle = numbers.length / 2;
    int low = 0;
    int high = numbers.length - 1;
    while (low < high) {
      long pivot = numbers[low + high >>> 1];
      int up = low;
      int down = high;
      while (up <= down) {
        while (numbers[up] < pivot) {
          up++;
        }
        while (numbers[down] > pivot) {
          down--;
        }
        if (up <= down) {
          long moved = numbers[up];
          numbers[up++] = numbers[down];
          numbers[down--] = moved;
        }
      }
      if (middle <= down) {
        high = down;
      } else if (middle >= up) {
        low = up;
      } else {
        return numbers[middle];
      }
    }
    return numbers[middle];
  }
}
