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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Calls the database as retry(breaker(time-out(attempt))), for as long as it takes: a guarded
 * operation never fails. One breaker for the whole process. What waits for the database, since when
 * and why, is its {@link #outage}; both ends of it are logged once.
 */
@ApplicationScoped
public class StoreGuard {
  private static final Logger LOG = Logger.getLogger(StoreGuard.class);

  /** Two failed attempts in a row open the breaker: one consumer alone fills the window at once. */
  private static final int BREAKER_WINDOW = 2;

  private final Guard guard;
  private final Clock clock = Clock.systemUTC();
  private final AtomicReference<@Nullable Outage> outage = new AtomicReference<>();
  private final AtomicReference<CircuitBreakerState> breaker =
      new AtomicReference<>(CircuitBreakerState.CLOSED);
  private final StoreMetrics metrics;

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
            .onStateChange(breaker::set)
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
    metrics.breaker(() -> breaker.get() == CircuitBreakerState.CLOSED ? 0 : 1);
  }

  /** Attempts until it succeeds; the supplier is called anew for each attempt. */
  @SuppressWarnings("unchecked") // The guard needs to know only that it is a Uni.
  <T> Uni<T> protect(Supplier<Uni<T>> attempt) {
    return (Uni<T>) guard.get(() -> (Uni<Object>) attempt.get(), new TypeLiteral<Uni<Object>>() {});
  }

  /** The current outage, if there is one. */
  public Optional<Outage> outage() {
    return Optional.ofNullable(outage.get());
  }

  private static CustomBackoffStrategy backoff(ProcessingConfig.Store store) {
    FullJitter jitter =
        new FullJitter(store.backoffBase(), store.backoffMax(), new SplittableRandom());
    return failure -> jitter.nextMillis();
  }

  private void failed(Throwable failure) {
    metrics.retried();
    String cause = failure.toString();
    Outage before =
        outage.getAndUpdate(
            known ->
                known == null
                    ? new Outage(clock.instant(), cause)
                    : isBreakerOpen(failure) ? known : new Outage(known.since(), cause));
    if (before == null) {
      LOG.warnf("The database does not store; waiting until it does. Cause: %s", cause);
    }
  }

  private static boolean isBreakerOpen(Throwable failure) {
    return failure
        instanceof org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
  }

  private void succeeded() {
    Outage over = outage.getAndSet(null);
    if (over != null) {
      LOG.infof("The database stores again, after the outage since %s", over.since());
    }
  }
}
