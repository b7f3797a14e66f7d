package dev.tidewire.ingest.labels;

import dev.tidewire.ingest.batch.BoundedSlots;
import dev.tidewire.platform.text.KeyedHash;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what the bytes that name a series in a body name, across requests, so that those of a
 * known series are compared and not read. Bounded in bytes. Thread-safe.
 */
public final class NamedByBytes {
  private static final int MOST_NAMES = 1 << 17;

  /** Longer ones are read each time. */
  private static final int MAX_BYTES = 512;

  /** What an entry occupies besides its bytes, and how often it has each of them. */
  private static final int OVERHEAD = 200;

  private static final int COPIES = 4;

  @SuppressWarnings("ArrayRecordComponent") // compared by is()
  private record Entry(byte[] name, Named named) {
    private boolean is(byte[] buffer, int from, int to) {
      return Arrays.equals(name, 0, name.length, buffer, from, to);
    }
  }

  private final KeyedHash hash = new KeyedHash();
  private final BoundedSlots<Entry> remembered;

  /**
   * Remembers nothing yet.
   *
   * @param mostBytes roughly the most memory that it takes
   */
  public NamedByBytes(long mostBytes) {
    remembered = new BoundedSlots<>(MOST_NAMES, mostBytes);
  }

  /** What the bytes between two places name, if it is remembered. */
  public @Nullable Named find(byte[] buffer, int from, int to) {
    int key = key(buffer, from, to);
    for (int way = 0; way < BoundedSlots.WAYS; way++) {
      Entry entry = remembered.at(key, way);
      if (entry != null && entry.is(buffer, from, to)) {
        return entry.named();
      }
    }
    return null;
  }

  /** Remembers what the bytes between two places name. */
  public void put(byte[] buffer, int from, int to, Named named) {
    if (to - from <= MAX_BYTES) {
      Entry entry = new Entry(Arrays.copyOfRange(buffer, from, to), named);
      remembered.put(key(buffer, from, to), entry, OVERHEAD + COPIES * (to - from));
    }
  }

  /** Roughly how many bytes of memory it takes. */
  long bytes() {
    return remembered.bytes();
  }

  private int key(byte[] buffer, int from, int to) {
    return Long.hashCode(hash.of(buffer, from, to));
  }
}
