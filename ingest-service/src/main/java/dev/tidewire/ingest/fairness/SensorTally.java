package dev.tidewire.ingest.fairness;

/** How many readings of each sensor a body holds, by the hashes of the sensors. */
final class SensorTally {
  private static final int FIRST_SLOTS = 8;
  private static final int BYTES_OF_A_SLOT = Long.BYTES + Integer.BYTES;

  /** For a sensor whose readings are refused. */
  static final int REFUSED = -1;

  /** What no sensor is known by. */
  private static final long FREE = 0;

  private long[] keys = new long[FIRST_SLOTS];
  private int[] counts = new int[FIRST_SLOTS];
  private int size;

  /** What it takes in memory. */
  long bytes() {
    return (long) keys.length * BYTES_OF_A_SLOT;
  }

  int size() {
    return size;
  }

  /** How many of a sensor; 0 for one that is new. */
  int get(long hash) {
    return counts[slot(keys, key(hash))];
  }

  void set(long hash, int count) {
    int slot = slot(keys, key(hash));
    if (keys[slot] == FREE) {
      if (++size > keys.length / 2) {
        grow();
        slot = slot(keys, key(hash));
      }
      keys[slot] = key(hash);
    }
    counts[slot] = count;
  }

  /** Does something with each sensor that has readings. */
  void forEach(Each action) {
    for (int slot = 0; slot < keys.length; slot++) {
      if (keys[slot] != FREE && counts[slot] > 0) {
        action.accept(keys[slot], counts[slot]);
      }
    }
  }

  /** Something to do with a sensor and its readings. */
  interface Each {
    void accept(long hash, int readings);
  }

  private void grow() {
    long[] more = new long[keys.length * 2];
    int[] moreCounts = new int[more.length];
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != FREE) {
        int slot = slot(more, keys[i]);
        more[slot] = keys[i];
        moreCounts[slot] = counts[i];
      }
    }
    keys = more;
    counts = moreCounts;
  }

  private static long key(long hash) {
    return hash == FREE ? 1 : hash;
  }

  private static int slot(long[] keys, long key) {
    int slot = (int) (key >>> 16) & keys.length - 1;
    while (keys[slot] != FREE && keys[slot] != key) {
      slot = slot + 1 & keys.length - 1;
    }
    return slot;
  }
}
