package dev.tidewire.ingest.idempotency;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which owner holds which keys, and who holds most. One thread at a time. */
final class Holdings {
  /** What an owner takes besides its keys, with its places in maps and sets, rounded up. */
  static final int OWNER_BYTES = 480;

  /** Owners without keys are none, so that there are never more of them than keys. */
  private final Map<Long, Holding> byOwner = new HashMap<>();

  /** Of two that hold the same, every replica finds the same one. */
  private final TreeSet<Holding> bySize =
      new TreeSet<>(
          Comparator.<Holding>comparingLong(it -> it.bytes).thenComparingLong(it -> it.owner));

  private long bytes;

  private static final class Holding {
    private final long owner;
    private long bytes = OWNER_BYTES;

    /** The oldest first. */
    private final Set<Hash> open = new LinkedHashSet<>();

    private final Set<Hash> answered = new LinkedHashSet<>();

    Holding(long owner) {
      this.owner = owner;
    }

    Set<Hash> keys(KeyEntry entry) {
      return entry.answer() == null ? open : answered;
    }

    boolean isEmpty() {
      return open.isEmpty() && answered.isEmpty();
    }
  }

  /** What owners and their keys take. */
  long bytes() {
    return bytes;
  }

  /** The newest of its owner. */
  void add(KeyEntry entry) {
    Holding holding = byOwner.get(entry.owner());
    if (holding == null) {
      holding = new Holding(entry.owner());
      byOwner.put(entry.owner(), holding);
      bytes += OWNER_BYTES;
    }
    holding.keys(entry).add(entry.key());
    resize(holding, entry.bytes());
  }

  void remove(KeyEntry entry) {
    Holding holding = byOwner.get(entry.owner());
    if (holding == null) {
      return;
    }
    holding.keys(entry).remove(entry.key());
    resize(holding, -entry.bytes());
    if (holding.isEmpty()) {
      byOwner.remove(entry.owner());
      bySize.remove(holding);
      bytes -= OWNER_BYTES;
    }
  }

  private void resize(Holding holding, int by) {
    bySize.remove(holding);
    holding.bytes += by;
    bySize.add(holding);
    bytes += by;
  }

  /** Of who holds most, the oldest answer, or if there is none, the oldest attempt. */
  Hash first() {
    Holding most = bySize.last();
    return (most.answered.isEmpty() ? most.open : most.answered).iterator().next();
  }
}
