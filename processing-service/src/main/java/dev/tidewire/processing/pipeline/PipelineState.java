package dev.tidewire.processing.pipeline;

import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.deadletter.DeadLetterWriter;
import dev.tidewire.processing.store.LastError;
import dev.tidewire.processing.store.Outage;
import dev.tidewire.processing.store.OutageLog;
import dev.tidewire.processing.store.StoreGuard;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the pipeline is doing. Health checks, metrics and the report all ask here. */
@ApplicationScoped
public class PipelineState {
  private final Progress progress;
  private final StoreGuard guard;
  private final OutageLog refusals;
  private final DeadLetterWriter deadLetters;
  private volatile Lag lag = Lag.UNKNOWN;

  PipelineState(
      ProcessingConfig config,
      StoreGuard guard,
      DeadLetterWriter deadLetters,
      MeterRegistry registry,
      Clock clock) {
    this.refusals = new OutageLog("Storing a poll", clock);
    this.progress = new Progress(clock, config.stuckAfter());
    this.guard = guard;
    this.deadLetters = deadLetters;
    Gauge.builder(
            "tidewire.readings.unstored.age",
            () -> progress.oldestUnstoredAge().toMillis() / 1_000.0)
        .description("Age of the oldest readings taken from Kafka and not yet stored")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("tidewire.pipeline.waiting", () -> outage().isPresent() ? 1 : 0)
        .description("1 while readings wait in Kafka for an external fault to be fixed")
        .register(registry);
  }

  void begin(Object poll, long oldestTimestampMillis) {
    progress.begin(poll, oldestTimestampMillis);
  }

  void done(Object poll) {
    progress.done(poll);
    refusals.succeeded(poll);
  }

  /**
   * The poll cannot be stored now, for another reason than a database that does not answer.
   *
   * @return whether it is the first failure of this poll
   */
  boolean refusing(Object poll, String cause) {
    return refusals.failed(poll, cause);
  }

  /**
   * @param measured of the whole group
   * @param owned the partitions that this process owns
   */
  void lag(Lag measured, Set<Integer> owned) {
    lag = measured;
    progress.lag(measured.records(owned));
  }

  Lag lag() {
    return lag;
  }

  /** The time of the oldest record that was taken from Kafka and is not stored yet. */
  Optional<Instant> oldestUnstored() {
    return progress.oldestUnstored();
  }

  /** The last failure, even when it is over. */
  Optional<LastError> lastError() {
    return Stream.of(guard.lastError(), refusals.lastError(), deadLetters.lastError())
        .flatMap(Optional::stream)
        .max(Comparator.comparing(LastError::at));
  }

  boolean isStuck() {
    return progress.isStuck();
  }

  /** What keeps readings from being stored, if anything does. */
  Optional<Outage> outage() {
    return guard.outage().or(refusals::current).or(deadLetters::outage);
  }
}
