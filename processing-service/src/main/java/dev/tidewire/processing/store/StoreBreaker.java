package dev.tidewire.processing.store;

import dev.tidewire.processing.ProcessingConfig;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.util.TypeLiteral;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Makes attempts as breaker(time-out(attempt)), with one breaker for the whole process. */
@ApplicationScoped
class StoreBreaker implements StoreAttempt {
  /** Two failed attempts in a row open the breaker: one consumer alone fills the window at once. */
  private static final int WINDOW = 2;

  private final Guard guard;
  private final AtomicReference<CircuitBreakerState> breaker =
      new AtomicReference<>(CircuitBreakerState.CLOSED);

  StoreBreaker(ProcessingConfig config, StoreMetrics metrics) {
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
            .onStateChange(breaker::set)
            .done()
            .build();
    metrics.breaker(() -> breaker.get() == CircuitBreakerState.CLOSED ? 0 : 1);
  }

  @Override
  @SuppressWarnings("unchecked") // The guard needs to know only that it is a Uni.
  public <T> Uni<T> once(Supplier<Uni<T>> attempt) {
    return (Uni<T>) guard.get(() -> (Uni<Object>) attempt.get(), new TypeLiteral<Uni<Object>>() {});
  }
}
