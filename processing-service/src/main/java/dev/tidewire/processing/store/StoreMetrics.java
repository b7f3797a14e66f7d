package dev.tidewire.processing.store;

import dev.tidewire.contract.DeadLetterReason;
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

/** What becomes of readings, in numbers. */
@ApplicationScoped
public class StoreMetrics {
  private final MeterRegistry registry;
  private final Counter stored;
  private final Counter duplicates;
  private final Counter retries;
  private final DistributionSummary pollReadings;
  private final Timer latency;
  private final Map<DeadLetterReason, Counter> deadLetters = new ConcurrentHashMap<>();

  StoreMetrics(MeterRegistry registry) {
    this.registry = registry;
    stored = counter("tidewire.readings.stored", "Readings stored, duplicates included");
    duplicates =
        counter("tidewire.readings.duplicates", "Readings whose series and time were there");
    retries = counter("tidewire.store.retries", "Attempts at the database that failed");
    pollReadings =
        DistributionSummary.builder("tidewire.poll.readings")
            .description("Readings of one poll")
            .register(registry);
    latency =
        Timer.builder("tidewire.store.latency")
            .description("Time of one statement that stores readings, failures included")
            .register(registry);
    for (DeadLetterReason reason : DeadLetterReason.values()) {
      deadLetters.put(reason, deadLetters(reason));
    }
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  private Counter deadLetters(DeadLetterReason reason) {
    return Counter.builder("tidewire.dead.letters")
        .description("Records and readings put among the dead letters")
        .tag("reason", reason.code())
        .register(registry);
  }

  void breaker(Supplier<Number> open) {
    Gauge.builder("tidewire.store.breaker.open", open)
        .description("1 while the circuit breaker keeps the database from being called")
        .register(registry);
  }

  void retried() {
    retries.increment();
  }

  void statement(long nanos) {
    latency.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** Counts a poll that is stored and whose dead letters are acknowledged. */
  public void stored(int readings, int duplicate) {
    pollReadings.record(readings);
    stored.increment(readings);
    duplicates.increment(duplicate);
  }

  /** Readings stored since the start. */
  public double storedTotal() {
    return stored.count();
  }

  /** Dead letters written since the start. */
  public double deadLettersTotal() {
    return deadLetters.values().stream().mapToDouble(Counter::count).sum();
  }

  /** Attempts at the database that failed since the start. */
  public double retriesTotal() {
    return retries.count();
  }

  /** Counts a dead letter that the broker has acknowledged. */
  public void deadLetter(DeadLetterReason reason) {
    deadLetters.computeIfAbsent(reason, this::deadLetters).increment();
  }
}
