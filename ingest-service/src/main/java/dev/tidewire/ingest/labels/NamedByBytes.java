package dev.tidewire.ingest.labels;

import dev.tidewire.platform.text.KeyedHash;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what the bytes that name a series in a body name, across requests, so that those of a
 * known series are compared and not read. Bounded in bytes; what is new takes the place of what is
 * in its slot. Thread-safe: what threads that change one slot at a time lose only costs another
 * look.
 */
public final class NamedByBytes {
  private static final int SLOTS = 1 << 18;

  /** Longer ones are read each time. */
  private static final int MAX_BYTES = 512;

  /** What an entry occupies besides its bytes, and how often it has each of them. */
  private static final int OVERHEAD = 200;

  private static final int COPIES = 5;

  @SuppressWarnings("ArrayRecordComponent") // compared by is()
  private record Entry(long hash, byte[] bytes, Named named) {
    private boolean is(long otherHash, byte[] buffer, int from, int to) {
      return hash == otherHash && Arrays.equals(bytes, 0, bytes.length, buffer, from, to);
    }

    private int size() {
      return OVERHEAD + COPIES * bytes.length;
    }
  }

  private final KeyedHash hash = new KeyedHash();
  private final AtomicReferenceArray<@Nullable Entry> slots = new AtomicReferenceArray<>(SLOTS);
  private final AtomicLong total = new AtomicLong();
  private final long mostBytes;

  /**
   * Remembers nothing yet.
   *
   * @param mostBytes roughly the most memory that it takes
   */
  public NamedByBytes(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** What the bytes between two places name, if it is remembered. */
  public @Nullable Named find(byte[] buffer, int from, int to) {
    long key = hash.of(buffer, from, to);
    Entry entry = slots.getPlain(slot(key));
    return entry != null && entry.is(key, buffer, from, to) ? entry.named() : null;
  }

  /** Remembers what the bytes between two places name. */
  public void put(byte[] buffer, int from, int to, Named named) {
    if (to - from <= MAX_BYTES) {
      long key = hash.of(buffer, from, to);
      Entry entry = new Entry(key, Arrays.copyOfRange(buffer, from, to), named);
      boolean hasRoom = total.get() + entry.size() <= mostBytes;
      Entry former = slots.getAndSet(slot(key), hasRoom ? entry : null);
      total.addAndGet((hasRoom ? entry.size() : 0) - (former == null ? 0 : former.size()));
    }
  }

  /** Roughly how many bytes of memory it takes. */
  long bytes() {
    return total.get();
  }

  private static int slot(long hash) {
    return (int) (hash >>> 32) & SLOTS - 1;
  }
}
