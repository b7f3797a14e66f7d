package dev.tidewire.platform.security;

import dev.tidewire.platform.access.Access;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What callers have of what they may have. Keeps a bounded number of callers, of which those that
 * use nothing make way; past it new ones share what one may have. Thread-safe.
 */
final class Quotas {
  static final int MOST = 10_000;

  private static final Duration SECOND = Duration.ofSeconds(1);

  private record Caller(String origin, String id) {}

  private final Map<Caller, Quota> quotas = new ConcurrentHashMap<>();
  private final AtomicLong nextLook = new AtomicLong();
  private final Quota others = new Quota();
  private final int requestsPerSecond;
  private final int concurrentRequests;
  private final LongSupplier nanos;

  /**
   * Begins with nobody.
   *
   * @param requestsPerSecond of callers without a limit of their own; 0 for any number
   * @param concurrentRequests of callers without a limit of their own
   * @param nanos from 0 on
   */
  Quotas(int requestsPerSecond, int concurrentRequests, LongSupplier nanos) {
    this.requestsPerSecond = requestsPerSecond;
    this.concurrentRequests = concurrentRequests;
    this.nanos = nanos;
  }

  Quota of(Access access) {
    Caller caller = new Caller(access.origin().code(), access.id());
    Quota known = quotas.get(caller);
    if (known != null) {
      return known;
    }
    if (quotas.size() >= MOST) {
      forgetIdle();
    }
    return quotas.size() >= MOST ? others : quotas.computeIfAbsent(caller, added -> new Quota());
  }

  /** How many requests the caller may send in a second, or 0 for any number. */
  int requestsPerSecond(Access access) {
    int own = access.limits().requestsPerSecond();
    return own == 0 ? requestsPerSecond : own;
  }

  /** How many requests the caller may have in progress. */
  int concurrentRequests(Access access) {
    int own = access.limits().concurrentRequests();
    return own == 0 ? concurrentRequests : own;
  }

  int size() {
    return quotas.size();
  }

  /** At most once a second, because it looks at all. */
  private void forgetIdle() {
    long now = nanos.getAsLong();
    long due = nextLook.get();
    if (now >= due && nextLook.compareAndSet(due, now + SECOND.toNanos())) {
      quotas.values().removeIf(quota -> quota.isIdle(now));
    }
  }

  /** What one caller has. */
  final class Quota {
    private final AtomicLong requests = new AtomicLong();
    private final AtomicInteger open = new AtomicInteger();

    /** Counts a request; false if there were too many before it. */
    boolean request(Access access) {
      int most = requestsPerSecond(access);
      return most == 0 || Rate.of(most, SECOND).take(requests, nanos.getAsLong());
    }

    /** Counts a request that begins; false, and uncounted, if too many are in progress. */
    boolean open(Access access) {
      if (open.incrementAndGet() <= concurrentRequests(access)) {
        return true;
      }
      open.decrementAndGet();
      return false;
    }

    /** One that was counted has ended. */
    void close() {
      open.decrementAndGet();
    }

    private boolean isIdle(long now) {
      return open.get() == 0 && requests.get() <= now;
    }
  }
}
