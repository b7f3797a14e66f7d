package dev.tidewire.ingest.fairness;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Buckets by the hash of what they belong to, as many as there is room for. A bucket that is full
 * again makes way for another: it is the same as none, so that nobody gets more by sending for many
 * others. What finds no room shares a bucket with others of its group that find none, and takes
 * nothing from those that have one. Thread-safe.
 */
final class BucketTable {
  static final int WAYS = 8;
  private static final int NONE = -1;
  private static final int SHARED = 4_096;

  /** How many shared buckets a group has. */
  private static final int OF_A_GROUP = 64;

  private final long[] keys;
  private final @Nullable TokenBucket[] buckets;
  private final @Nullable TokenBucket[] shared = new @Nullable TokenBucket[SHARED];
  private final LongSupplier nanos;

  /**
   * @param size how many buckets have room; a power of two
   * @param nanos since any fixed moment
   */
  BucketTable(int size, LongSupplier nanos) {
    this.keys = new long[size];
    this.buckets = new @Nullable TokenBucket[size];
    this.nanos = nanos;
  }

  /** Of what the limit leaves to the owner of a key. */
  record Level(long left, long nanosUntilOne, long nanosUntilFull) {}

  /** What is left; looking takes nothing, and makes no bucket. */
  synchronized Level level(long key, long group, Limit limit) {
    long now = nanos.getAsLong();
    TokenBucket bucket = find(key, group, limit, now);
    return bucket == null
        ? new Level(limit.burst(), 0, 0)
        : new Level(bucket.left(now), bucket.untilOne(now), bucket.untilFull(now));
  }

  /** Takes readings, unless not one is left; returns in how many nanoseconds one is, or 0. */
  synchronized long takeIfAny(long key, long group, int readings, Limit limit) {
    long wait = level(key, group, limit).nanosUntilOne();
    if (wait == 0) {
      take(key, group, readings, limit);
    }
    return wait;
  }

  /** Takes readings, which can make a debt. */
  synchronized void take(long key, long group, int readings, Limit limit) {
    long now = nanos.getAsLong();
    TokenBucket bucket = find(key, group, limit, now);
    (bucket == null ? put(key, group, limit, now) : bucket).take(readings, now);
  }

  /** Puts back what was taken. */
  synchronized void giveBack(long key, long group, int readings, Limit limit) {
    long now = nanos.getAsLong();
    TokenBucket bucket = find(key, group, limit, now);
    if (bucket != null) {
      bucket.giveBack(readings, now);
    }
  }

  /** The bucket of a key; null where it would get a full one. */
  private @Nullable TokenBucket find(long key, long group, Limit limit, long now) {
    int first = first(key);
    for (int slot = first; slot < first + WAYS; slot++) {
      TokenBucket bucket = buckets[slot];
      if (bucket != null && keys[slot] == key) {
        bucket.limit(limit, now);
        return bucket;
      }
    }
    if (room(key, now) != NONE) {
      return null;
    }
    TokenBucket bucket = shared[shared(key, group)];
    if (bucket != null) {
      bucket.limit(limit, now);
    }
    return bucket;
  }

  private TokenBucket put(long key, long group, Limit limit, long now) {
    TokenBucket fresh = new TokenBucket(limit, now);
    int slot = room(key, now);
    if (slot == NONE) {
      shared[shared(key, group)] = fresh;
    } else {
      keys[slot] = key;
      buckets[slot] = fresh;
    }
    return fresh;
  }

  /** A slot for a key in which nothing would be forgotten. */
  private int room(long key, long now) {
    int first = first(key);
    for (int slot = first; slot < first + WAYS; slot++) {
      TokenBucket bucket = buckets[slot];
      if (bucket == null || bucket.untilFull(now) == 0) {
        return slot;
      }
    }
    return NONE;
  }

  private int first(long key) {
    return (int) key & keys.length - 1 & -WAYS;
  }

  private static int shared(long key, long group) {
    return (int) (group + (key >>> 32) % OF_A_GROUP) & SHARED - 1;
  }
}
