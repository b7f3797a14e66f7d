package dev.tidewire.ingest.idempotency;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the log says of all keys, in bounded memory. It depends on the records and the times that
 * the broker has given them, and on nothing else: every replica comes to the same result. One
 * thread at a time.
 */
final class KeyTable {
  private final long keepMillis;
  private final KeyMemory memory;

  /**
   * An empty table.
   *
   * @param keep how long a key is remembered
   */
  KeyTable(long mostBytes, Duration keep) {
    this.keepMillis = keep.toMillis();
    this.memory = new KeyMemory(mostBytes);
  }

  int size() {
    return memory.size();
  }

  long bytes() {
    return memory.bytes();
  }

  /** What is known of a key at this time, or null. */
  @Nullable KeyEntry find(Hash key, long nowMillis) {
    KeyEntry entry = memory.find(key);
    return entry == null || nowMillis - entry.changedMillis() >= keepMillis ? null : entry;
  }

  /** Takes the next record of the log, with the time at which the broker has taken it. */
  void apply(KeyRecord record, long atMillis) {
    memory.forgetUntil(atMillis - keepMillis);
    KeyEntry entry = find(record.key(), atMillis);
    if (entry != null && entry.answer() != null) {
      return;
    }
    if (record instanceof KeyRecord.Claim claim) {
      claimed(claim, entry, atMillis);
    } else if (record instanceof KeyRecord.Kept kept) {
      kept(kept, entry, atMillis);
    } else if (record instanceof KeyRecord.Released released && entry != null) {
      released(released, entry, atMillis);
    }
  }

  private void claimed(KeyRecord.Claim claim, @Nullable KeyEntry known, long atMillis) {
    if (known == null) {
      memory.put(KeyEntry.of(claim, atMillis));
    } else if (known.request().equals(claim.request()) && !known.isLive(atMillis)) {
      memory.put(known.takenOver(claim, atMillis));
    }
  }

  /** The first answer stays. It may come from an attempt whose place another has taken. */
  private void kept(KeyRecord.Kept kept, @Nullable KeyEntry known, long atMillis) {
    if (known == null) {
      memory.put(KeyEntry.of(kept, atMillis));
    } else if (known.request().equals(kept.request())) {
      memory.put(known.answered(kept.answer(), atMillis));
    }
  }

  /** Only an attempt that left nothing, as all before it, leaves no trace. */
  private void released(KeyRecord.Released released, KeyEntry entry, long atMillis) {
    if (!entry.isOf(released.attempt())) {
      return;
    }
    if (released.mayBeThere() || entry.isAgain()) {
      memory.put(entry.released(atMillis));
    } else {
      memory.remove(entry.key());
    }
  }
}
