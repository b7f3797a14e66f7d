package dev.tidewire.processing.store;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** Makes one attempt at the database. */
interface StoreAttempt {
  /**
   * Calls the supplier; fails at once while the breaker is open, and when there is no answer in
   * time.
   */
  <T> Uni<T> once(Supplier<Uni<T>> attempt);

  /** The circuit breaker that may block attempts. */
  Breaker breaker();
}
