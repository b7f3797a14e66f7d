package dev.tidewire.processing.store;

import dev.tidewire.contract.DeadLetterReason;
import dev.tidewire.processing.mirror.ActionKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The metrics of the store and of dead letters. */
@ApplicationScoped
public class StoreMetrics {
  private final MeterRegistry registry;
  private final Counter stored;
  private final Counter replaced;
  private final Counter converted;
  private final Counter skipped;
  private final Counter retries;
  private final DistributionSummary pollReadings;
  private final Timer latency;
  private final Counter redriven;
  private final Counter discarded;
  private final Map<DeadLetterReason, Counter> deadLetters = new ConcurrentHashMap<>();

  /** Registers its meters. */
  public StoreMetrics(MeterRegistry registry) {
    this.registry = registry;
    stored = counter("tidewire.readings.stored", "Readings stored");
    replaced =
        counter(
            "tidewire.readings.replaced",
            "Readings that a later one of the same poll, series and time replaced");
    converted =
        counter(
            "tidewire.readings.converted",
            "Readings converted into the unit of their series, also those that were replaced");
    skipped =
        counter(
            "tidewire.records.skipped",
            "Records left out because they were stored already when they came");
    retries = counter("tidewire.store.retries", "Failed attempts at the database");
    redriven =
        counter(
            "tidewire.dead.letters.redriven",
            "Dead letters sent back to the readings topic by this process");
    discarded =
        counter("tidewire.dead.letters.discarded", "Dead letters discarded by this process");
    pollReadings = pollReadings();
    latency = latency();
    for (DeadLetterReason reason : DeadLetterReason.values()) {
      deadLetters.put(reason, deadLetters(reason));
    }
  }

  private DistributionSummary pollReadings() {
    return DistributionSummary.builder("tidewire.poll.readings")
        .description("Readings per statement; a large poll takes several")
        .register(registry);
  }

  private Timer latency() {
    return Timer.builder("tidewire.store.latency")
        .description("Duration of each statement that stores readings, including failed ones")
        .register(registry);
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  private Counter deadLetters(DeadLetterReason reason) {
    return Counter.builder("tidewire.dead.letters")
        .description("Dead letters written; one may hold many readings")
        .tag("reason", reason.code())
        .register(registry);
  }

  void breaker(Supplier<Number> open) {
    Gauge.builder("tidewire.store.breaker.open", open)
        .description(
            "1 while the circuit breaker blocks calls to the database or tests whether it is back")
        .register(registry);
  }

  void retried() {
    retries.increment();
  }

  /** Counts a statement that stores readings, even if it failed. */
  public void statement(long nanos) {
    latency.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** Counts what a statement has stored. */
  public void stored(Stored poll) {
    pollReadings.record(poll.readings() + poll.replaced());
    stored.increment(poll.readings());
    replaced.increment(poll.replaced());
    converted.increment(poll.converted());
  }

  /** Counts records that were stored already. */
  public void skipped(int records) {
    skipped.increment(records);
  }

  /** Readings stored since the start. */
  public double storedTotal() {
    return stored.count();
  }

  /** Dead letters written since the start. */
  public double deadLettersTotal() {
    return deadLetters.values().stream().mapToDouble(Counter::count).sum();
  }

  /** Failed attempts at the database since the start. */
  public double retriesTotal() {
    return retries.count();
  }

  /** Counts a dead letter that the broker has acknowledged. */
  public void deadLetter(DeadLetterReason reason) {
    deadLetters.computeIfAbsent(reason, this::deadLetters).increment();
  }

  /** Counts letters that were redriven or discarded. */
  public void decided(ActionKind kind, long letters) {
    switch (kind) {
      case REDRIVE -> redriven.increment((double) letters);
      case DISCARD -> discarded.increment((double) letters);
    }
  }
}
