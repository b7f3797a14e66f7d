package dev.tidewire.processing.store;

import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.simulation.Bug;
import dev.tidewire.processing.simulation.VirtualTime;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The store of a process, wired as in production, on a simulated database. */
public record SimulatedStore(
    PollStore polls, Watermarks watermarks, StoreGuard guard, StoreMetrics metrics) {
  /** Wires it. */
  public static SimulatedStore on(
      SimulatedDatabase database,
      Bug bug,
      ProcessingConfig config,
      MeterRegistry registry,
      ScheduledExecutorService timer,
      RandomGenerator random,
      VirtualTime time) {
    StoreMetrics metrics = new StoreMetrics(registry);
    SimulatedSession session = new SimulatedSession(database, bug);
    StoreGuard guard = new StoreGuard(config, new Straight(), metrics, timer, random, time);
    SeriesCatalog catalog = new SeriesCatalog(config, session, guard);
    PollStore polls = new PollStore(catalog, session, guard);
    return new SimulatedStore(polls, new Watermarks(session, guard), guard, metrics);
  }

  /** The simulated database always answers in time. */
  private static final class Straight implements StoreAttempt {
    @Override
    public <T> Uni<T> once(Supplier<Uni<T>> attempt) {
      return attempt.get();
    }

    @Override
    public Breaker breaker() {
      return new Breaker(Breaker.State.CLOSED, Instant.EPOCH);
    }
  }
}
