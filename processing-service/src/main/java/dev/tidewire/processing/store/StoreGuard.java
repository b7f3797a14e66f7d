package dev.tidewire.processing.store;

import dev.tidewire.processing.ProcessingConfig;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.CustomBackoffStrategy;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Calls the database as retry(breaker(time-out(attempt))), for as long as it takes: a guarded
 * operation never fails. One breaker for the whole process. What waits for the database, since when
 * and why, is its {@link #outage}.
 */
@ApplicationScoped
public class StoreGuard {
  /** Two failed attempts in a row open the breaker: one consumer alone fills the window at once. */
  private static final int BREAKER_WINDOW = 2;

  private final Guard guard;
  private final Clock clock = Clock.systemUTC();
  private final OutageLog outages = new OutageLog("Storing in the database", clock);
  private volatile Breaker breaker = new Breaker(Breaker.State.CLOSED, clock.instant());
  private final StoreMetrics metrics;
  private volatile boolean suspectsPool;

  StoreGuard(ProcessingConfig config, StoreMetrics metrics) {
    this.metrics = metrics;
    ProcessingConfig.Store store = config.store();
    guard =
        Guard.create()
            .withDescription("store")
            .withTimeout()
            .duration(store.timeout().toMillis(), ChronoUnit.MILLIS)
            .done()
            .withCircuitBreaker()
            .requestVolumeThreshold(BREAKER_WINDOW)
            .failureRatio(1)
            .successThreshold(1)
            .delay(store.breakerDelay().toMillis(), ChronoUnit.MILLIS)
            .onStateChange(this::changed)
            .done()
            .withRetry()
            .maxRetries(-1)
            .maxDuration(0, ChronoUnit.MILLIS)
            .jitter(0, ChronoUnit.MILLIS)
            .withCustomBackoff()
            .strategy(() -> backoff(store))
            .done()
            .beforeRetry(this::failed)
            .onSuccess(this::succeeded)
            .done()
            .build();
    metrics.breaker(() -> breaker.state() == Breaker.State.CLOSED ? 0 : 1);
  }

  /** Attempts until it succeeds; the supplier is called anew for each attempt. */
  @SuppressWarnings("unchecked") // The guard needs to know only that it is a Uni.
  <T> Uni<T> protect(Supplier<Uni<T>> attempt) {
    return (Uni<T>) guard.get(() -> (Uni<Object>) attempt.get(), new TypeLiteral<Uni<Object>>() {});
  }

  /** The current outage, if there is one. */
  public Optional<Outage> outage() {
    return outages.current();
  }

  /** The last failed attempt, if there was one. */
  public Optional<LastError> lastError() {
    return outages.lastError();
  }

  /** The breaker as it is now. */
  public Breaker breaker() {
    return breaker;
  }

  /** Whether the last attempt failed in a way that the pool's connections may be to blame for. */
  boolean suspectsPool() {
    return suspectsPool;
  }

  /** The pool is a new one: only the next failure tells of it. */
  void trustPool() {
    suspectsPool = false;
  }

  private static CustomBackoffStrategy backoff(ProcessingConfig.Store store) {
    FullJitter jitter =
        new FullJitter(store.backoffBase(), store.backoffMax(), new SplittableRandom());
    return failure -> jitter.nextMillis();
  }

  private void changed(CircuitBreakerState state) {
    Breaker.State now =
        switch (state) {
          case CLOSED -> Breaker.State.CLOSED;
          case OPEN -> Breaker.State.OPEN;
          case HALF_OPEN -> Breaker.State.HALF_OPEN;
        };
    breaker = new Breaker(now, clock.instant());
  }

  private void failed(Throwable failure) {
    metrics.retried();
    if (isBreakerOpen(failure)) {
      return;
    }
    suspectsPool = PoolSuspicion.raisedBy(failure);
    outages.failed(FailureReport.of(failure));
  }

  private static boolean isBreakerOpen(Throwable failure) {
    return failure
        instanceof org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
  }

  private void succeeded() {
    suspectsPool = false;
    outages.succeeded();
  }
}
