package dev.tidewire.processing.pipeline;

import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.store.Outage;
import dev.tidewire.processing.store.Outages;
import dev.tidewire.processing.store.StoreGuard;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** What the pipeline is doing: the one place that health and metrics ask. */
@ApplicationScoped
public class PipelineState {
  private final Progress progress;
  private final StoreGuard guard;
  private final Outages refusals;

  @Inject
  PipelineState(ProcessingConfig config, StoreGuard guard, MeterRegistry registry) {
    this(config, guard, registry, Clock.systemUTC());
  }

  PipelineState(ProcessingConfig config, StoreGuard guard, MeterRegistry registry, Clock clock) {
    this.refusals = new Outages(clock);
    this.progress = new Progress(clock, config.stuckAfter());
    this.guard = guard;
    Gauge.builder(
            "tidewire.readings.unstored.age", () -> progress.oldestUnstored().toMillis() / 1_000.0)
        .description("Age of the oldest readings taken from Kafka and not yet stored")
        .baseUnit("seconds")
        .register(registry);
  }

  void begin(Object poll, long oldestTimestampMillis) {
    progress.begin(poll, oldestTimestampMillis);
  }

  /** A poll is stored and acknowledged; returns the refusals that end with it, if they do. */
  Optional<Outage> done(Object poll) {
    progress.done(poll);
    return refusals.over(poll);
  }

  /** A poll could not be stored and waits; returns the refusals that begin with it, if they do. */
  Optional<Outage> refusing(Object poll, Throwable failure) {
    return refusals.failed(poll, String.valueOf(failure.getMessage()));
  }

  void lag(long records) {
    progress.lag(records);
  }

  boolean isStuck() {
    return progress.isStuck();
  }

  /** What keeps readings from being stored, if anything does. */
  Optional<Outage> outage() {
    return guard.outage().or(refusals::current);
  }
}
