package dev.tidewire.contract.frame;

/**
 * Writes one column of {@link Bits}, number after number. Up to seven bytes behind the column are
 * set to zero, so what follows has to be written later, and the end of the frame last. Not
 * thread-safe.
 */
final class BitWriter {
  private final byte[] bytes;
  private final int width;
  private int at;
  private long word;
  private int free = Long.SIZE;

  /**
   * @param at where the column begins
   */
  BitWriter(byte[] bytes, int at, int width) {
    this.bytes = bytes;
    this.at = at;
    this.width = width;
  }

  void put(long number) {
    free -= width;
    if (free >= 0) {
      // A shift by 64 bits would be one by none, here and below.
      word |= width == 0 ? 0 : number << free;
      return;
    }
    Bits.LONG.set(bytes, at, -free == Long.SIZE ? word : word | number >>> -free);
    at += Long.BYTES;
    free += Long.SIZE;
    word = number << free;
  }

  void end() {
    if (free < Long.SIZE) {
      Bits.LONG.set(bytes, at, word);
    }
  }
}
