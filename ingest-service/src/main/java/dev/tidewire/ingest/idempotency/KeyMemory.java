package dev.tidewire.ingest.idempotency;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The entries of keys, in bounded memory. When there is no room, whoever holds most makes way, so
 * that nobody who holds less than its share loses a key to another. One thread at a time.
 */
final class KeyMemory {
  private final long mostBytes;

  /** Without an answer, those whose last attempt is the oldest first. */
  private final Map<Hash, KeyEntry> open = new LinkedHashMap<>();

  /** With their answers, the oldest first. */
  private final Map<Hash, KeyEntry> answered = new LinkedHashMap<>();

  private final Holdings holdings = new Holdings();

  KeyMemory(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  int size() {
    return open.size() + answered.size();
  }

  long bytes() {
    return holdings.bytes();
  }

  @Nullable KeyEntry find(Hash key) {
    KeyEntry entry = answered.get(key);
    return entry == null ? open.get(key) : entry;
  }

  /** In place of what was known of its key; the newest of all. */
  void put(KeyEntry entry) {
    remove(entry.key());
    map(entry).put(entry.key(), entry);
    holdings.add(entry);
    while (holdings.bytes() > mostBytes) {
      remove(holdings.first());
    }
  }

  void remove(Hash key) {
    KeyEntry entry = find(key);
    if (entry != null) {
      map(entry).remove(key);
      holdings.remove(entry);
    }
  }

  private Map<Hash, KeyEntry> map(KeyEntry entry) {
    return entry.answer() == null ? open : answered;
  }

  /** Those that have not changed since then. */
  void forgetUntil(long millis) {
    forgetUntil(open, millis);
    forgetUntil(answered, millis);
  }

  private void forgetUntil(Map<Hash, KeyEntry> map, long millis) {
    Iterator<KeyEntry> oldest = map.values().iterator();
    boolean mayBeOld = true;
    while (mayBeOld && oldest.hasNext()) {
      KeyEntry entry = oldest.next();
      mayBeOld = entry.changedMillis() <= millis;
      if (mayBeOld) {
        oldest.remove();
        holdings.remove(entry);
      }
    }
  }
}
