package dev.tidewire.ingest.otlp;

import java.util.Arrays;

/** The numbers of a repeated field of one data point after another, or the first of them. */
final class Column {
  /** Histograms have some ten buckets, and those with hundreds are rare. */
  static final int MOST = 1_000;

  private long[] bits = new long[16];
  private int size;

  void clear() {
    size = 0;
  }

  void add(long number) {
    if (size < MOST) {
      bits = size < bits.length ? bits : Arrays.copyOf(bits, 2 * size);
      bits[size] = number;
    }
    size++;
  }

  /** How many there were, those included that were too many. */
  int size() {
    return size;
  }

  boolean isTooLong() {
    return size > MOST;
  }

  long integer(int i) {
    return bits[i];
  }

  double number(int i) {
    return Double.longBitsToDouble(bits[i]);
  }
}
