package dev.tidewire.processing.pipeline;

import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.deadletter.DeadLetterWriter;
import dev.tidewire.processing.store.LastError;
import dev.tidewire.processing.store.Outage;
import dev.tidewire.processing.store.OutageLog;
import dev.tidewire.processing.store.StoreGuard;
import dev.tidewire.processing.topic.ReadingsTopic;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the pipeline is doing. Health checks, metrics and the report all ask here. */
@ApplicationScoped
public class PipelineState {
  private final Progress progress;
  private final StoreGuard guard;
  private final OutageLog refusals;
  private final DeadLetterWriter deadLetters;
  private final ReadingsTopic topic;
  private volatile @Nullable Outage timePartitions;
  private volatile Lag lag = Lag.UNKNOWN;

  PipelineState(
      ProcessingConfig config,
      StoreGuard guard,
      DeadLetterWriter deadLetters,
      ReadingsTopic topic,
      MeterRegistry registry,
      Clock clock) {
    this.refusals = new OutageLog("Storing a poll", clock);
    this.progress = new Progress(clock, config.stuckAfter());
    this.guard = guard;
    this.deadLetters = deadLetters;
    this.topic = topic;
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

  /** A part of a poll is stored, or some of its letters are written. */
  void stored(Object poll) {
    progress.stored(poll);
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
   * @param stored the partitions that this process owns and has not stopped
   */
  void lag(Lag measured, Set<Integer> stored) {
    lag = measured;
    progress.lag(measured.records(stored), outage().isPresent());
  }

  Lag lag() {
    return lag;
  }

  /** Since when time partitions cannot be created, or null; readings are stored nevertheless. */
  void timePartitions(@Nullable Outage outage) {
    timePartitions = outage;
  }

  /** Since when time partitions cannot be created, if they cannot. */
  Optional<Outage> timePartitions() {
    return Optional.ofNullable(timePartitions);
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
    return outage().isEmpty() && progress.isStuck();
  }

  /** Since when a poll is in work and nothing has been stored, if there is one. */
  Optional<Instant> quietSince() {
    return progress.quietSince();
  }

  /** What keeps readings from being stored, if anything does. */
  Optional<Outage> outage() {
    return outages().values().stream().findFirst();
  }

  /** All that keeps readings from being stored, by name, the most telling first. */
  Map<String, Outage> outages() {
    Map<String, Outage> outages = new LinkedHashMap<>();
    guard.outage().ifPresent(outage -> outages.put("database", outage));
    refusals.current().ifPresent(outage -> outages.put("poll", outage));
    deadLetters.outage().ifPresent(outage -> outages.put("dead-letters", outage));
    topic.outage().ifPresent(outage -> outages.put("topic", outage));
    return outages;
  }
}
