package dev.tidewire.ingest.fairness;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A bucket that remembers all that was ever done with it and computes what is left anew each time,
 * in numbers of any length.
 */
final class NaiveBucket {
  private final Limit limit;
  private final List<Long> times = new ArrayList<>();
  private final List<Integer> taken = new ArrayList<>();

  NaiveBucket(Limit limit) {
    this.limit = limit;
  }

  /** Takes some, or gives some back if they are negative. */
  void take(int readings, long now) {
    times.add(now);
    taken.add(readings);
  }

  BigDecimal left(long now) {
    BigDecimal full = BigDecimal.valueOf(limit.burst());
    BigDecimal least = BigDecimal.valueOf(-limit.mostAtOnce());
    BigDecimal left = full;
    long at = 0;
    for (int i = 0; i < times.size(); i++) {
      left = left.add(coming(times.get(i) - at)).min(full);
      left = left.subtract(BigDecimal.valueOf(taken.get(i))).max(least).min(full);
      at = times.get(i);
    }
    return left.add(coming(now - at)).min(full);
  }

  private BigDecimal coming(long nanos) {
    return BigDecimal.valueOf(nanos).multiply(BigDecimal.valueOf(limit.perSecond(), 9));
  }
}
