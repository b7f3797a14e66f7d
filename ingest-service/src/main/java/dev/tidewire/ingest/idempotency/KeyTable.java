package dev.tidewire.ingest.idempotency;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the log says of all keys, in bounded memory. It depends on the records and the times that
 * the broker has given them, and on nothing else: every replica comes to the same result. Of a
 * table that is full the oldest answers are forgotten first. One thread at a time.
 */
final class KeyTable {
  /** What an entry takes besides its answer, with the entry of its map, rounded up. */
  static final int ENTRY_BYTES = 240;

  private static final long NOBODY = 0;

  private final long mostBytes;
  private final long keepMillis;

  /** Without an answer, those whose last attempt is the oldest first. */
  private final Map<Hash, Entry> open = new LinkedHashMap<>();

  /** With their answers, the oldest first. */
  private final Map<Hash, Entry> answered = new LinkedHashMap<>();

  private long bytes;

  /** What is known of a key. */
  static final class Entry {
    private final Hash request;
    private final long firstMicros;
    private long attempt;
    private long leaseEnd;
    private long changed;
    private boolean isAgain;
    private byte @Nullable [] answer;

    private Entry(Hash request, long firstMicros) {
      this.request = request;
      this.firstMicros = firstMicros;
    }

    /** The fingerprint of the only request that has this key. */
    Hash request() {
      return request;
    }

    /** When the first attempt was received. */
    long firstMicros() {
      return firstMicros;
    }

    /** Whether this attempt may carry out the request. */
    boolean isOf(long anAttempt) {
      return attempt == anAttempt;
    }

    /** Whether attempts before the present one may have left readings. */
    boolean isAgain() {
      return isAgain;
    }

    /** Null until the request is carried out. */
    byte @Nullable [] answer() {
      return answer;
    }

    private int bytes() {
      return ENTRY_BYTES + (answer == null ? 0 : answer.length);
    }
  }

  /**
   * An empty table.
   *
   * @param keep how long a key is remembered
   */
  KeyTable(long mostBytes, Duration keep) {
    this.mostBytes = mostBytes;
    this.keepMillis = keep.toMillis();
  }

  int size() {
    return open.size() + answered.size();
  }

  long bytes() {
    return bytes;
  }

  /** What is known of a key at this time, or null. */
  @Nullable Entry find(Hash key, long nowMillis) {
    Entry entry = answered.getOrDefault(key, open.get(key));
    return entry == null || isExpired(entry, nowMillis) ? null : entry;
  }

  private boolean isExpired(Entry entry, long nowMillis) {
    return nowMillis - entry.changed >= keepMillis;
  }

  /** Takes the next record of the log, with the time at which the broker has taken it. */
  void apply(KeyRecord record, long atMillis) {
    forget(open, atMillis);
    forget(answered, atMillis);
    Entry entry = find(record.key(), atMillis);
    if (entry != null && entry.answer != null) {
      return;
    }
    if (record instanceof KeyRecord.Claim claim) {
      claimed(claim, entry, atMillis);
    } else if (record instanceof KeyRecord.Kept kept) {
      kept(kept, entry, atMillis);
    } else if (record instanceof KeyRecord.Released released && entry != null) {
      released(released, entry, atMillis);
    }
    makeRoom();
  }

  private void claimed(KeyRecord.Claim claim, @Nullable Entry known, long atMillis) {
    Entry entry = known;
    if (entry == null) {
      entry = new Entry(claim.request(), claim.firstMicros());
      entry.isAgain = claim.isAgain();
    } else if (!entry.request.equals(claim.request())
        || !entry.isOf(NOBODY) && atMillis < entry.leaseEnd) {
      return;
    } else {
      entry.isAgain = true;
    }
    entry.attempt = claim.attempt();
    entry.leaseEnd = atMillis + claim.leaseMillis();
    put(open, claim.key(), entry, atMillis);
  }

  /** The first answer stays. It may come from an attempt whose place another has taken. */
  private void kept(KeyRecord.Kept kept, @Nullable Entry known, long atMillis) {
    if (known == null || known.request.equals(kept.request())) {
      Entry entry = known == null ? new Entry(kept.request(), 0) : known;
      remove(open, kept.key());
      entry.answer = kept.answer();
      put(answered, kept.key(), entry, atMillis);
    }
  }

  /** Only an attempt that left nothing, as all before it, leaves no trace. */
  private void released(KeyRecord.Released released, Entry entry, long atMillis) {
    if (!entry.isOf(released.attempt())) {
      return;
    }
    if (released.mayBeThere() || entry.isAgain) {
      entry.isAgain = true;
      entry.attempt = NOBODY;
      put(open, released.key(), entry, atMillis);
    } else {
      remove(open, released.key());
    }
  }

  private void put(Map<Hash, Entry> map, Hash key, Entry entry, long atMillis) {
    remove(open, key);
    remove(answered, key);
    entry.changed = atMillis;
    map.put(key, entry);
    bytes += entry.bytes();
  }

  private void remove(Map<Hash, Entry> map, Hash key) {
    Entry former = map.remove(key);
    if (former != null) {
      bytes -= former.bytes();
    }
  }

  private void forget(Map<Hash, Entry> map, long nowMillis) {
    Iterator<Entry> oldest = map.values().iterator();
    boolean mayBeOld = true;
    while (mayBeOld && oldest.hasNext()) {
      Entry entry = oldest.next();
      mayBeOld = isExpired(entry, nowMillis);
      if (mayBeOld) {
        oldest.remove();
        bytes -= entry.bytes();
      }
    }
  }

  private void makeRoom() {
    while (bytes > mostBytes) {
      Map<Hash, Entry> from = answered.isEmpty() ? open : answered;
      remove(from, from.keySet().iterator().next());
    }
  }
}
