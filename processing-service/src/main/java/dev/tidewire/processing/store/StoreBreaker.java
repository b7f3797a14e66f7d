package dev.tidewire.processing.store;

import dev.tidewire.processing.ProcessingConfig;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/** Makes attempts as breaker(time-out(attempt)), with one circuit breaker per process. */
@ApplicationScoped
class StoreBreaker implements StoreAttempt {
  /** Two consecutive failures open the breaker, so a single consumer can open it quickly. */
  private static final int WINDOW = 2;

  private final Guard guard;
  private final StoreTracing tracing;
  private final Clock clock;
  private volatile Breaker breaker;

  StoreBreaker(ProcessingConfig config, StoreMetrics metrics, StoreTracing tracing, Clock clock) {
    this.tracing = tracing;
    this.clock = clock;
    this.breaker = new Breaker(Breaker.State.CLOSED, clock.instant());
    ProcessingConfig.Store store = config.store();
    guard =
        Guard.create()
            .withDescription("store")
            .withTimeout()
            .duration(store.timeout().toMillis(), ChronoUnit.MILLIS)
            .done()
            .withCircuitBreaker()
            .requestVolumeThreshold(WINDOW)
            .failureRatio(1)
            .successThreshold(1)
            .delay(store.breakerDelay().toMillis(), ChronoUnit.MILLIS)
            .onStateChange(this::changed)
            .done()
            .build();
    metrics.breaker(() -> breaker.state() == Breaker.State.CLOSED ? 0 : 1);
  }

  @Override
  public <T> Uni<T> once(Supplier<Uni<T>> attempt) {
    return tracing.carry(this::guarded, attempt);
  }

  @SuppressWarnings("unchecked") // The guard needs to know only that it is a Uni.
  private <T> Uni<T> guarded(Supplier<Uni<T>> attempt) {
    return (Uni<T>) guard.get(() -> (Uni<Object>) attempt.get(), new TypeLiteral<Uni<Object>>() {});
  }

  @Override
  public Breaker breaker() {
    return breaker;
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
}
