package dev.tidewire.platform.audit;

/**
 * How often, and when.
 *
 * @param first in milliseconds since 1970
 * @param last in milliseconds since 1970
 */
record Tally(long count, long first, long last) {
  static Tally once(long millis) {
    return new Tally(1, millis, millis);
  }

  Tally plus(Tally other) {
    return new Tally(count + other.count, Math.min(first, other.first), Math.max(last, other.last));
  }
}
