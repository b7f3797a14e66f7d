package dev.tidewire.ingest.fairness;

import dev.tidewire.ingest.format.Quoted;
import dev.tidewire.platform.text.KeyedHash;
import org.jspecify.annotations.Nullable;

/**
 * What one body takes of the limit of each sensor. The first reading of a sensor decides for all of
 * them. What they make is taken when the body has been read: bodies that are read at the same
 * moment see the same.
 */
final class SensorShare {
  /** So many are given back in a moment. A body of more sensors has few readings of each. */
  private static final int MOST_GIVEN_BACK = 10_000;

  private final BucketTable buckets;
  private final KeyedHash hashes;
  private final Limit limit;
  private final long group;
  private SensorTally tally = new SensorTally();
  private long current;
  private long lastRefused;
  private Refusal.@Nullable Later last;
  private @Nullable Refusal refusal;
  private int refusedItems;

  /**
   * @param group of the sender
   */
  SensorShare(BucketTable buckets, KeyedHash hashes, Limit limit, long group) {
    this.buckets = buckets;
    this.hashes = hashes;
    this.limit = limit;
    this.group = group;
  }

  void begin() {
    tally = new SensorTally();
    last = null;
    refusal = null;
    refusedItems = 0;
  }

  /** Why readings of a sensor are refused, or null; they may be added then. */
  @Nullable Refusal look(CharSequence sensor, int readings) {
    current = hashes.of(sensor);
    int before = tally.get(current);
    if (before == 0) {
      long wait = buckets.level(current, group, limit).nanosUntilOne();
      if (wait > 0) {
        tally.set(current, SensorTally.REFUSED);
        return refused(sensor, wait);
      }
    } else if (before == SensorTally.REFUSED) {
      if (last != null && lastRefused == current) {
        refusedItems++;
        return last;
      }
      // By now there may be some again, but the fate of the others has been told.
      return refused(sensor, Math.max(1, buckets.level(current, group, limit).nanosUntilOne()));
    }
    if (before + readings <= limit.mostAtOnce()) {
      return null;
    }
    refusal = new Refusal.TooMany(LimitKind.SENSOR, named(sensor), limit);
    return refusal;
  }

  private Refusal refused(CharSequence sensor, long wait) {
    refusedItems++;
    Refusal.Later found = new Refusal.Later(LimitKind.SENSOR, named(sensor), limit, wait);
    if (!(refusal instanceof Refusal.Later longest) || wait > longest.nanos()) {
      refusal = found;
    }
    lastRefused = current;
    last = found;
    return found;
  }

  private static String named(CharSequence sensor) {
    return "sensor " + Quoted.of(sensor.toString());
  }

  /** Counts readings that were looked at last. */
  void add(int readings) {
    tally.set(current, tally.get(current) + readings);
  }

  /** What refuses the body, or the refusal that lasts longest, or null. */
  @Nullable Refusal refusal() {
    return refusal;
  }

  int refusedItems() {
    return refusedItems;
  }

  long bytes() {
    return tally.bytes();
  }

  void take() {
    tally.forEach((hash, readings) -> buckets.take(hash, group, readings, limit));
  }

  void giveBack() {
    if (tally.size() <= MOST_GIVEN_BACK) {
      tally.forEach((hash, readings) -> buckets.giveBack(hash, group, readings, limit));
    }
    tally = new SensorTally();
  }
}
