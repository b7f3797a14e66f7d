package dev.tidewire.ingest.batch;

import org.jspecify.annotations.Nullable;

/**
 * What is remembered across requests, by hash: a set of {@value #WAYS} slots for each, so that what
 * few others fall together with is not forgotten. Bounded in bytes; what is new can take the place
 * of something else in its set. Thread-safe. Readers take no lock: what they miss meanwhile only
 * costs another look.
 */
public final class BoundedSlots<E> {
  /** The slots in which an entry can be, from 0. */
  public static final int WAYS = 4;

  private static final int NONE = -1;

  /** How many new entries find their sets full until one of them takes a place. */
  private static final int PATIENCE = 8;

  private final @Nullable Object[] slots;

  /** Those of the entries. They tell most others without a look at these, which are far away. */
  private final int[] hashes;

  private final int[] sizes;
  private final long mostBytes;
  private long bytes;

  /** New entries that have found their sets or the memory full. */
  private char turn;

  /** The slot that is forgotten next where there is no room. */
  private int hand;

  /**
   * Remembers nothing yet.
   *
   * @param slots as many entries it has at most; a power of two
   * @param mostBytes roughly the most memory that the entries take
   */
  public BoundedSlots(int slots, long mostBytes) {
    this.slots = new @Nullable Object[slots];
    this.hashes = new int[slots];
    this.sizes = new int[slots];
    this.mostBytes = mostBytes;
  }

  /** An entry that probably has this hash. */
  @SuppressWarnings("unchecked") // put() takes nothing else
  public @Nullable E at(int hash, int way) {
    int slot = first(hash) + way;
    return hashes[slot] == hash ? (E) slots[slot] : null;
  }

  /**
   * Remembers an entry in a slot of its hash. Where its set or the memory is full, it only
   * sometimes takes the place of others, which have been there for long: of more entries than fit,
   * which come by turns, some are found then, instead of none, and what comes no more is forgotten.
   *
   * @param entry safe to share between threads that take no lock
   * @param size roughly the memory that it takes, in bytes
   */
  public synchronized void put(int hash, E entry, int size) {
    int slot = free(first(hash));
    if ((slot == NONE || bytes + size > mostBytes) && ++turn % PATIENCE != 0) {
      return;
    }
    if (slot == NONE) {
      slot = first(hash) + turn / PATIENCE % WAYS;
      forget(slot);
    }
    if (size <= mostBytes) {
      makeRoom(size, NONE);
      slots[slot] = entry;
      hashes[slot] = hash;
      sizes[slot] = size;
      bytes += size;
    }
  }

  private void makeRoom(int size, int except) {
    while (bytes + size > mostBytes) {
      if (hand != except) {
        forget(hand);
      }
      hand = hand + 1 & slots.length - 1;
    }
  }

  private void forget(int slot) {
    bytes -= sizes[slot];
    sizes[slot] = 0;
    slots[slot] = null;
  }

  /** Whether an entry is still remembered, and may take this much memory from now on. */
  public synchronized boolean resize(int hash, E entry, int size) {
    for (int slot = first(hash); slot < first(hash) + WAYS; slot++) {
      if (slots[slot] == entry && size <= mostBytes) {
        makeRoom(size - sizes[slot], slot);
        bytes += size - sizes[slot];
        sizes[slot] = size;
        return true;
      }
    }
    return false;
  }

  /** Roughly how many bytes of memory the entries take. */
  public synchronized long bytes() {
    return bytes;
  }

  private int free(int first) {
    for (int slot = first; slot < first + WAYS; slot++) {
      if (sizes[slot] == 0) {
        return slot;
      }
    }
    return NONE;
  }

  private int first(int hash) {
    return hash * WAYS & hashes.length - 1;
  }
}
