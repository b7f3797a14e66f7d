package dev.tidewire.processing.store;

import dev.tidewire.processing.ProcessingConfig;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * Calls the database as retry(breaker(time-out(attempt))) until it succeeds: a guarded operation
 * never fails. There is one circuit breaker per process. {@link #outage} says since when operations
 * wait for the database, and why.
 */
@ApplicationScoped
public class StoreGuard {
  private final ProcessingConfig.Store config;
  private final StoreAttempt attempts;
  private final StoreMetrics metrics;
  private final ScheduledExecutorService timer;
  private final RandomGenerator random;
  private final OutageLog outages;

  @Inject
  StoreGuard(ProcessingConfig config, StoreAttempt attempts, StoreMetrics metrics, Clock clock) {
    this(
        config,
        attempts,
        metrics,
        Infrastructure.getDefaultWorkerPool(),
        new SplittableRandom(),
        clock);
  }

  StoreGuard(
      ProcessingConfig config,
      StoreAttempt attempts,
      StoreMetrics metrics,
      ScheduledExecutorService timer,
      RandomGenerator random,
      Clock clock) {
    this.config = config.store();
    this.attempts = attempts;
    this.metrics = metrics;
    this.timer = timer;
    this.random = random;
    this.outages = new OutageLog("Storing in the database", clock);
  }

  /** Retries until an attempt succeeds; calls the supplier for each attempt. */
  public <T> Uni<T> protect(Supplier<Uni<T>> attempt) {
    Object operation = new Object();
    FullJitter pauses = pauses();
    return Uni.createFrom()
        .deferred(() -> attempts.once(attempt))
        .onFailure()
        .invoke(failure -> failed(operation, failure))
        .onFailure()
        .retry()
        .when(failures -> failures.onItem().transformToUniAndConcatenate(f -> pause(pauses)))
        .onItem()
        .invoke(item -> succeeded(operation));
  }

  /** Makes one attempt, which may fail: for what no reading waits for. */
  public <T> Uni<T> once(Supplier<Uni<T>> attempt) {
    return Uni.createFrom().deferred(() -> attempts.once(attempt));
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
    return attempts.breaker();
  }

  /** Synchronized, because the source of randomness is not thread-safe. */
  private synchronized FullJitter pauses() {
    return new FullJitter(
        config.backoffBase(), config.backoffMax(), new SplittableRandom(random.nextLong()));
  }

  private Uni<Boolean> pause(FullJitter pauses) {
    Duration pause = Duration.ofMillis(Math.max(1, pauses.nextMillis()));
    return Uni.createFrom().item(true).onItem().delayIt().onExecutor(timer).by(pause);
  }

  /** An open breaker keeps the cause of the failures that opened it. */
  private void failed(Object operation, Throwable failure) {
    metrics.retried();
    if (failure instanceof CircuitBreakerOpenException) {
      return;
    }
    outages.failed(operation, FailureReport.of(failure));
  }

  private void succeeded(Object operation) {
    outages.succeeded(operation);
  }
}
