package dev.tidewire.processing.pipeline;

import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.store.Outage;
import dev.tidewire.processing.store.StoreGuard;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What the pipeline is doing: the one place that health and metrics ask. */
@ApplicationScoped
public class PipelineState {
  private final Progress progress;
  private final StoreGuard guard;
  private final Clock clock = Clock.systemUTC();
  private final AtomicReference<@Nullable Outage> refusing = new AtomicReference<>();

  PipelineState(ProcessingConfig config, StoreGuard guard, MeterRegistry registry) {
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

  void done(Object poll) {
    refusing.set(null);
    progress.done(poll);
  }

  void refusing(Throwable failure) {
    String cause = String.valueOf(failure.getMessage());
    refusing.updateAndGet(
        known -> new Outage(known == null ? clock.instant() : known.since(), cause));
  }

  void lag(long records) {
    progress.lag(records);
  }

  boolean isStuck() {
    return progress.isStuck();
  }

  /** What keeps readings from being stored, if anything does. */
  Optional<Outage> outage() {
    return guard.outage().or(() -> Optional.ofNullable(refusing.get()));
  }
}
