package dev.tidewire.ingest.fairness;

/** Hashes of 64 bits, of which nobody can foresee who has the same. */
final class Hashes {
  private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

  private final long multiplier;

  /**
   * @param seed that nobody else knows
   */
  Hashes(long seed) {
    this.multiplier = seed | 1;
  }

  long of(CharSequence text) {
    long hash = text.length();
    for (int i = 0; i < text.length(); i++) {
      hash = hash * multiplier + text.charAt(i);
    }
    long mixed = (hash ^ hash >>> 32) * GOLDEN;
    return mixed ^ mixed >>> 29;
  }
}
