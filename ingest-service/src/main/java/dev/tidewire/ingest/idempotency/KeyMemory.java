package dev.tidewire.ingest.idempotency;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The entries of keys, in bounded memory. When there is no room, the oldest answers go first. One
 * thread at a time.
 */
final class KeyMemory {
  private final long mostBytes;

  /** Without an answer, those whose last attempt is the oldest first. */
  private final Map<Hash, KeyEntry> open = new LinkedHashMap<>();

  /** With their answers, the oldest first. */
  private final Map<Hash, KeyEntry> answered = new LinkedHashMap<>();

  private long bytes;

  KeyMemory(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  int size() {
    return open.size() + answered.size();
  }

  long bytes() {
    return bytes;
  }

  @Nullable KeyEntry find(Hash key) {
    KeyEntry entry = answered.get(key);
    return entry == null ? open.get(key) : entry;
  }

  /** In place of what was known of its key; the newest of all. */
  void put(KeyEntry entry) {
    remove(entry.key());
    map(entry).put(entry.key(), entry);
    bytes += entry.bytes();
    makeRoom();
  }

  void remove(Hash key) {
    KeyEntry entry = find(key);
    if (entry != null) {
      map(entry).remove(key);
      bytes -= entry.bytes();
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
        bytes -= entry.bytes();
      }
    }
  }

  private void makeRoom() {
    while (bytes > mostBytes) {
      Map<Hash, KeyEntry> from = answered.isEmpty() ? open : answered;
      remove(from.keySet().iterator().next());
    }
  }
}
