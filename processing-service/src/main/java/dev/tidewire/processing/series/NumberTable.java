package dev.tidewire.processing.series;

import dev.tidewire.contract.BatchSink;
import java.util.Arrays;
import java.util.List;

/**
 * Finds series in a list by the bytes of their names, and a hash that the caller gives. The list is
 * the caller's. Not thread-safe.
 */
final class NumberTable {
  private final List<NamedSeries> series;

  /** By the place in the list. */
  private int[] hashes = new int[8];

  private int size;

  /** A place in the list plus one, or 0; at least half of them are free. */
  private int[] slots = new int[16];

  NumberTable(List<NamedSeries> series) {
    this.series = series;
  }

  /** The first place of a series with this hash and these names, or {@link BatchSink#NONE}. */
  int find(int hash, byte[] names, int from, int to) {
    for (int at = slot(hash); slots[at] != 0; at = slotAfter(at)) {
      int place = slots[at] - 1;
      if (hashes[place] == hash && series.get(place).isNamed(names, from, to)) {
        return place;
      }
    }
    return BatchSink.NONE;
  }

  /** The next series of the list has this hash. */
  void add(int hash) {
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, size * 2);
      slots = new int[size * 4];
      enterAll();
    }
    hashes[size++] = hash;
    enter(size - 1);
  }

  /** Forgets all but the first series of the list. */
  void keepFirst(int count) {
    size = count;
    Arrays.fill(slots, 0);
    enterAll();
  }

  private void enterAll() {
    for (int place = 0; place < size; place++) {
      enter(place);
    }
  }

  private void enter(int place) {
    int at = slot(hashes[place]);
    while (slots[at] != 0) {
      at = slotAfter(at);
    }
    slots[at] = place + 1;
  }

  private int slot(int hash) {
    return hash >>> Integer.numberOfLeadingZeros(slots.length - 1);
  }

  private int slotAfter(int at) {
    return at + 1 & slots.length - 1;
  }
}
