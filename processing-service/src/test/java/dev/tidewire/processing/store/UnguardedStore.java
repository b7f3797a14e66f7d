package dev.tidewire.processing.store;

import dev.tidewire.processing.simulation.SimulatedConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/** Attempts without a time-out and a breaker, for a database that always answers in time. */
public final class UnguardedStore implements StoreAttempt {
  /** A guard of its own, which only retries. */
  public static StoreGuard guard(ScheduledExecutorService timer) {
    return new StoreGuard(
        SimulatedConfig.ofMaxReadings(100),
        new UnguardedStore(),
        new StoreMetrics(new SimpleMeterRegistry()),
        timer,
        new SplittableRandom(1),
        Clock.systemUTC());
  }

  @Override
  public <T> Uni<T> once(Supplier<Uni<T>> attempt) {
    return attempt.get();
  }

  @Override
  public Breaker breaker() {
    return new Breaker(Breaker.State.CLOSED, Instant.EPOCH);
  }
}
