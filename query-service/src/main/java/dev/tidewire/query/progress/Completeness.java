package dev.tidewire.query.progress;

import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.tidewire.platform.broker.ReadingsBroker.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the time until which all that Kafka had acknowledged is stored. Where all is, it is the
 * time at which Kafka was asked. Otherwise Kafka is asked what it had a second ago, two, four and
 * so on. One look at a time.
 */
final class Completeness {
  private static final Duration NEWEST = Duration.ofSeconds(1);

  /** Longer than Kafka keeps readings. */
  private static final Duration OLDEST = Duration.ofDays(14);

  private final Ends broker;
  private final Supplier<? extends CompletionStage<Stored>> database;
  private final InstantSource clock;
  private @Nullable Topic topic;

  /** The latest mark that was reached. It stays so while topic and database are the same. */
  private @Nullable Mark reached;

  Completeness(
      Ends broker, Supplier<? extends CompletionStage<Stored>> database, InstantSource clock) {
    this.broker = broker;
    this.database = database;
    this.clock = clock;
  }

  /** Looks; empty if it is not known. Fails when the database has no answer. */
  CompletionStage<Optional<Instant>> look() {
    return mark(clock.instant())
        .thenCompose(now -> database.get().thenCompose(stored -> sound(now, stored)))
        .thenApply(done -> Optional.ofNullable(reached).map(Mark::time));
  }

  /** What the topic holds now. If it is the same before and after, the ends are its own. */
  private CompletableFuture<Optional<Mark>> mark(Instant now) {
    Topic known = topic;
    return (known == null ? broker.topic() : completedFuture(known))
        .thenCompose(
            before ->
                broker
                    .now(before.all())
                    .thenCompose(
                        ends ->
                            broker
                                .topic()
                                .thenApply(
                                    after -> {
                                      topic = after;
                                      return Optional.of(new Mark(now, after, ends))
                                          .filter(mark -> after.equals(before));
                                    })))
        .exceptionally(
            silent -> {
              topic = null;
              return Optional.empty();
            });
  }

  /**
   * What is stored beyond an end may have come after the question for it, or the partition has lost
   * its end. So the ends are asked for again. Without an answer, nothing new is found.
   */
  private CompletableFuture<Void> sound(Optional<Mark> now, Stored stored) {
    Set<Integer> beyond = now.map(mark -> mark.beyond(stored)).orElse(Set.of());
    return beyond.isEmpty()
        ? find(now, stored)
        : broker
            .now(beyond)
            .handle((ends, silent) -> Optional.ofNullable(ends))
            .thenCompose(
                ends -> {
                  ends.ifPresent(later -> stored.loseBeyond(now.get().topic().id(), later));
                  return find(ends.flatMap(later -> now), stored);
                });
  }

  private CompletableFuture<Void> find(Optional<Mark> now, Stored stored) {
    Mark before = reached;
    boolean isStill =
        before != null
            && before.isReached(stored)
            && now.map(mark -> mark.topic().equals(before.topic())).orElse(true);
    reached = isStill ? before : null;
    if (now.isEmpty()) {
      return completedFuture(null);
    }
    if (now.get().isReached(stored)) {
      reached = now.get();
      return completedFuture(null);
    }
    return findOlder(now.get(), stored, NEWEST);
  }

  private CompletableFuture<Void> findOlder(Mark now, Stored stored, Duration age) {
    Instant time = now.time().minus(age);
    Mark before = reached;
    if (age.compareTo(OLDEST) > 0 || before != null && !time.isAfter(before.time())) {
      return completedFuture(null);
    }
    return broker
        .since(time, now.ends())
        .handle((ends, silent) -> ends == null ? null : new Mark(time, now.topic(), ends))
        .thenCompose(
            mark -> {
              if (mark == null) {
                return completedFuture(null);
              }
              if (mark.isReached(stored)) {
                reached = mark;
                return completedFuture(null);
              }
              return findOlder(now, stored, age.multipliedBy(2));
            });
  }
}
