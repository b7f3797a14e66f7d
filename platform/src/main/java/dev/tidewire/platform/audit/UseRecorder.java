package dev.tidewire.platform.audit;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Counts uses, and writes the counts. A record that Kafka may have got, although it did not say so,
 * is written again byte by byte, with its id, until it is acknowledged; what is counted meanwhile
 * waits for it, counted together. So a reader that drops what it has seen counts each use once, and
 * the memory is bounded. Any thread may count; only one writes.
 */
final class UseRecorder {
  private final Uses counted = new Uses();
  private final Uses waiting = new Uses();
  private final Map<UUID, String> unacknowledged = new ConcurrentHashMap<>();
  private final AuditJson records;
  private final Clock clock;
  private final Function<String, CompletableFuture<Void>> topic;
  private final Supplier<UUID> ids;
  private CompletableFuture<Void> round = CompletableFuture.completedFuture(null);

  /**
   * Has counted nothing yet.
   *
   * @param topic completes when a record is on it
   * @param ids of records
   */
  UseRecorder(
      AuditJson records,
      Clock clock,
      Function<String, CompletableFuture<Void>> topic,
      Supplier<UUID> ids) {
    this.records = records;
    this.clock = clock;
    this.topic = topic;
    this.ids = ids;
  }

  /**
   * Counts a use.
   *
   * @return whether it is counted by itself, not among others
   */
  boolean count(Use use) {
    return counted.add(use, Tally.once(clock.millis()));
  }

  /** What was counted since the last time, which waits to be written from now on. */
  synchronized Map<Use, Tally> take() {
    Map<Use, Tally> taken = counted.take();
    taken.forEach(waiting::add);
    return taken;
  }

  /**
   * Writes what waits, unless a round is still under way. Completes when all of the round are
   * acknowledged or have failed.
   */
  synchronized CompletableFuture<Void> write() {
    if (round.isDone()) {
      if (unacknowledged.isEmpty()) {
        prepare();
      }
      round = writeAll();
    }
    return round;
  }

  /** Writes all at once, for the last time. */
  synchronized CompletableFuture<Void> writeRest() {
    prepare();
    return writeAll();
  }

  /** How many counts Kafka has not acknowledged yet. */
  int unwritten() {
    return unacknowledged.size() + waiting.size();
  }

  private void prepare() {
    waiting
        .take()
        .forEach(
            (use, tally) -> {
              UUID id = ids.get();
              unacknowledged.put(id, records.of(id, use, tally, clock.instant()));
            });
  }

  private CompletableFuture<Void> writeAll() {
    return CompletableFuture.allOf(
        new LinkedHashMap<>(unacknowledged)
            .entrySet().stream()
                .map(record -> write(record.getKey(), record.getValue()))
                .toArray(CompletableFuture<?>[]::new));
  }

  private CompletableFuture<Void> write(UUID id, String json) {
    return topic
        .apply(json)
        .handle(
            (written, failure) -> {
              if (failure == null) {
                unacknowledged.remove(id);
              }
              return null;
            });
  }
}
