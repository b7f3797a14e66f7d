package dev.tidewire.processing.store;

import dev.tidewire.processing.ProcessingConfig;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.pgclient.PgException;
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
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Calls the database as retry(breaker(time-out(attempt))), for as long as it takes: a guarded
 * operation never fails. What waits for the database, since when and why, is its {@link #outage};
 * both ends of it are logged once.
 */
@ApplicationScoped
public class StoreGuard {
  private static final Logger LOG = Logger.getLogger(StoreGuard.class);

  private final ProcessingConfig.Store config;
  private final StoreAttempt attempts;
  private final StoreMetrics metrics;
  private final ScheduledExecutorService timer;
  private final RandomGenerator random;
  private final Outages outages;

  @Inject
  StoreGuard(ProcessingConfig config, StoreBreaker breaker, StoreMetrics metrics) {
    this(
        config,
        breaker,
        metrics,
        Infrastructure.getDefaultWorkerPool(),
        new SplittableRandom(),
        Clock.systemUTC());
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
    this.outages = new Outages(clock);
  }

  /** Attempts until it succeeds; the supplier is called anew for each attempt. */
  <T> Uni<T> protect(Supplier<Uni<T>> attempt) {
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
        .invoke(item -> over(operation))
        .onCancellation()
        .invoke(() -> outages.over(operation));
  }

  /** The current outage, if there is one. */
  public Optional<Outage> outage() {
    return outages.current();
  }

  /** One at a time, as the source of randomness demands. */
  private synchronized FullJitter pauses() {
    return new FullJitter(
        config.backoffBase(), config.backoffMax(), new SplittableRandom(random.nextLong()));
  }

  private Uni<Boolean> pause(FullJitter pauses) {
    Duration pause = Duration.ofMillis(Math.max(1, pauses.nextMillis()));
    return Uni.createFrom().item(true).onItem().delayIt().onExecutor(timer).by(pause);
  }

  private void failed(Object operation, Throwable failure) {
    metrics.retried();
    outages
        .failed(operation, cause(failure))
        .ifPresent(
            outage ->
                LOG.warnf(
                    "The database does not store; waiting until it does. Cause: %s",
                    outage.cause()));
  }

  /** Null for the open breaker, which has its cause from the failure before. */
  private static @Nullable String cause(Throwable failure) {
    if (failure instanceof CircuitBreakerOpenException) {
      return null;
    }
    return failure instanceof PgException refusal ? refusal.getMessage() : failure.toString();
  }

  private void over(Object operation) {
    outages
        .over(operation)
        .ifPresent(
            outage ->
                LOG.infof("The database stores again, after the outage since %s", outage.since()));
  }
}
