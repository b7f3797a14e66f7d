package dev.tidewire.processing.store;

import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.Retention;
import dev.tidewire.processing.readings.PollStore;
import dev.tidewire.processing.series.SeriesCatalog;
import dev.tidewire.processing.series.SimulatedSeries;
import dev.tidewire.processing.simulation.Bug;
import dev.tidewire.processing.simulation.VirtualTime;
import dev.tidewire.processing.watermark.Watermarks;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

/** The store of a process, wired as in production, on a simulated database. */
public record SimulatedStore(
    PollStore polls,
    SeriesCatalog series,
    Watermarks watermarks,
    StoreGuard guard,
    StoreMetrics metrics) {
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
    StoreGuard guard = new StoreGuard(config, new UnguardedStore(), metrics, timer, random, time);
    SeriesCatalog catalog = SimulatedSeries.catalog(database, config, guard);
    PollStore polls = new PollStore(catalog, session, guard, new Retention(config, time));
    return new SimulatedStore(polls, catalog, new Watermarks(session, guard), guard, metrics);
  }
}
