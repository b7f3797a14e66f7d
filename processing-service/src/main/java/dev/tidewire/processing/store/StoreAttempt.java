package dev.tidewire.processing.store;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** How one attempt at the database is made. */
interface StoreAttempt {
  /** Calls the supplier, or fails at once; it fails, too, when the answer does not come in time. */
  <T> Uni<T> once(Supplier<Uni<T>> attempt);

  /** The breaker that may keep attempts from being made. */
  Breaker breaker();
}
