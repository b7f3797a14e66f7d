package dev.tidewire.processing.series;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A hash table of series by the bytes of their sensor and metric. The bytes lie behind one another
 * in one array, because an object for each key would take several times their room. Nothing is
 * removed. Not thread-safe.
 */
final class Generation {
  /** In place of an entry. */
  static final int NONE = -1;

  /** What an entry takes with its {@link KnownSeries}, but for its key and its units. */
  private static final int ENTRY_BYTES = 88;

  /** The higher half of the hash of a key, and its entry plus one: a look reads little memory. */
  private long[] slots = new long[16];

  private int size;
  private int[] ends = new int[8];
  private long[] rests = new long[8];
  private KnownSeries[] series = new KnownSeries[8];
  private byte[] keys = new byte[256];

  /** What it occupies besides the keys. */
  private long bytes;

  /** Roughly what it would occupy with another key of this length. */
  long bytesWith(int length) {
    return bytes + capacity(start(size) + length);
  }

  int size() {
    return size;
  }

  /** The entry of a key, or {@link #NONE}. */
  int find(long hash, byte[] names, int from, int to) {
    int mask = slots.length - 1;
    for (int at = (int) (hash >>> 32) & mask; slots[at] != 0; at = at + 1 & mask) {
      int entry = (int) slots[at] - 1;
      if (slots[at] >>> 32 == hash >>> 32 && hasKey(entry, names, from, to)) {
        return entry;
      }
    }
    return NONE;
  }

  /** Whether there is such an entry, and it has this key. */
  boolean hasKey(int entry, byte[] names, int from, int to) {
    return entry < size && Arrays.equals(keys, start(entry), ends[entry], names, from, to);
  }

  /** Adds a key that it does not hold, and returns its entry. */
  int add(long hash, byte[] names, int from, int to, long rest, KnownSeries one) {
    if (size == ends.length) {
      grow();
    }
    int start = start(size);
    int end = start + to - from;
    if (end > keys.length) {
      keys = Arrays.copyOf(keys, capacity(end));
    }
    System.arraycopy(names, from, keys, start, to - from);
    ends[size] = end;
    bytes += ENTRY_BYTES + lengthOf(one.unit()) + lengthOf(one.sent());
    set(size, rest, one);
    enter(hash >>> 32 << 32 | ++size);
    return size - 1;
  }

  void set(int entry, long rest, KnownSeries one) {
    rests[entry] = rest;
    series[entry] = one;
  }

  long rest(int entry) {
    return rests[entry];
  }

  KnownSeries series(int entry) {
    return series[entry];
  }

  /** What the keys occupy if they end there. */
  private int capacity(int end) {
    return end > keys.length ? Math.max(end, keys.length + keys.length / 2) : keys.length;
  }

  private int start(int entry) {
    return entry == 0 ? 0 : ends[entry - 1];
  }

  private void grow() {
    int capacity = size * 2;
    ends = Arrays.copyOf(ends, capacity);
    rests = Arrays.copyOf(rests, capacity);
    series = Arrays.copyOf(series, capacity);
    long[] entered = slots;
    slots = new long[capacity * 2];
    for (long slot : entered) {
      if (slot != 0) {
        enter(slot);
      }
    }
  }

  private void enter(long slot) {
    int mask = slots.length - 1;
    int at = (int) (slot >>> 32) & mask;
    while (slots[at] != 0) {
      at = at + 1 & mask;
    }
    slots[at] = slot;
  }

  private static int lengthOf(@Nullable String unit) {
    return unit == null ? 0 : unit.length();
  }
}
