package dev.tidewire.ingest.labels;

import dev.tidewire.ingest.batch.BoundedSlots;
import dev.tidewire.ingest.format.BodyRefusedException;
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

  /** What an entry occupies besides its bytes and what is learnt. */
  private static final int OVERHEAD = 104;

  /** How often labels repeat its bytes. */
  private static final int COPIES = 4;

  /** Bytes and what they name. */
  final class Entry {
    private final byte[] name;
    private final int hash;
    private final LabelledSeries series;
    private final LabelReader reader;

    private Entry(byte[] name, int hash, LabelledSeries series, LabelReader reader) {
      this.name = name;
      this.hash = hash;
      this.series = series;
      this.reader = reader;
      series.remember(this);
    }

    private boolean is(byte[] buffer, int from, int to) {
      return Arrays.equals(name, 0, name.length, buffer, from, to);
    }

    /** The labels, which the bytes name as before. */
    Labels read() {
      try {
        return ((LabelledSeries) reader.read(name)).labels();
      } catch (BodyRefusedException impossible) {
        throw new IllegalStateException("a name that was read cannot be read again", impossible);
      }
    }

    /** Whether there is room for series of fields, beside the labels or in their place. */
    boolean learn(int bytes, boolean hasLabels) {
      int labels = hasLabels ? COPIES * name.length : 0;
      return remembered.resize(hash, this, OVERHEAD + name.length + labels + bytes);
    }
  }

  private final KeyedHash hashes = new KeyedHash();
  private final BoundedSlots<Entry> remembered;

  /**
   * Remembers nothing yet.
   *
   * @param mostBytes roughly the most memory that it takes
   */
  public NamedByBytes(long mostBytes) {
    remembered = new BoundedSlots<>(MOST_NAMES, mostBytes);
  }

  /** The series that the bytes between two places name, if it is remembered. */
  public @Nullable LabelledSeries find(byte[] buffer, int from, int to) {
    int hash = hash(buffer, from, to);
    for (int way = 0; way < BoundedSlots.WAYS; way++) {
      Entry entry = remembered.at(hash, way);
      if (entry != null && entry.is(buffer, from, to)) {
        return entry.series;
      }
    }
    return null;
  }

  /**
   * Reads what the bytes between two places name, and remembers it if that is a series.
   *
   * @param reader kept as long as they are remembered
   */
  public Named read(byte[] buffer, int from, int to, LabelReader reader)
      throws BodyRefusedException {
    byte[] name = Arrays.copyOfRange(buffer, from, to);
    Named named = reader.read(name);
    if (named instanceof LabelledSeries series && name.length <= MAX_BYTES) {
      int hash = hash(buffer, from, to);
      Entry entry = new Entry(name, hash, series, reader);
      remembered.put(hash, entry, OVERHEAD + (1 + COPIES) * name.length);
    }
    return named;
  }

  /** Roughly how many bytes of memory it takes. */
  long bytes() {
    return remembered.bytes();
  }

  private int hash(byte[] buffer, int from, int to) {
    return Long.hashCode(hashes.of(buffer, from, to));
  }
}
