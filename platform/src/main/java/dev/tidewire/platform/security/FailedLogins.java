package dev.tidewire.platform.security;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Counts invalid credentials by where they come from: an address, or the first 64 bits of one of
 * IPv6, which is what a customer of a provider gets. The table has a fixed size, whoever sends.
 * Origins that share a bucket only share its limit, and that changes how invalid credentials are
 * refused. Which origins those are nobody can foresee. Thread-safe.
 */
final class FailedLogins {
  private static final int BUCKETS = 1 << 13;

  /** An odd number whose multiples spread over all bits (Fibonacci hashing). */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final AtomicLong[] buckets =
      Stream.generate(AtomicLong::new).limit(BUCKETS).toArray(AtomicLong[]::new);

  private final Rate rate;
  private final long seed;
  private final LongSupplier nanos;

  /**
   * Counts from now on.
   *
   * @param perMinute as many may also come at once
   * @param seed that nobody else knows
   * @param nanos from 0 on
   */
  FailedLogins(int perMinute, long seed, LongSupplier nanos) {
    this.rate = Rate.of(perMinute, Duration.ofMinutes(1));
    this.seed = seed;
    this.nanos = nanos;
  }

  /** Counts one more; whether there were too many before it. */
  boolean isTooMany(String address) {
    long mixed = (ClientAddress.network(address) ^ seed) * SPREAD;
    mixed = (mixed ^ mixed >>> 32) * SPREAD;
    return !rate.take(buckets[(int) (mixed >>> 32) & BUCKETS - 1], nanos.getAsLong());
  }
}
