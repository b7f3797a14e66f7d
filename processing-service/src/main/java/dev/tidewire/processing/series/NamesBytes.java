package dev.tidewire.processing.series;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Encoded names as a key, which can be moved to other bytes to look for them. */
final class NamesBytes {
  private static final byte[] NONE = {};

  private final KeyedHash hash;
  private byte[] bytes = NONE;
  private int from;
  private int to;
  private int hashCode;

  /** Of no bytes yet. */
  NamesBytes(KeyedHash hash) {
    this.hash = hash;
  }

  /** Moves to these bytes, which are not copied. */
  NamesBytes at(byte[] other, int start, int end) {
    bytes = other;
    from = start;
    to = end;
    hashCode = (int) hash.of(other, start, end);
    return this;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NamesBytes that
        && hashCode == that.hashCode
        && Arrays.equals(bytes, from, to, that.bytes, that.from, that.to);
  }

  @Override
  public int hashCode() {
    return hashCode;
  }
}
