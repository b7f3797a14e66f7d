package dev.tidewire.platform.broker;

import dev.tidewire.platform.broker.ReadingsBroker.Topic;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which topic is the readings topic. The broker is asked when somebody wants to know, by one
 * question a second for all. Thread-safe.
 */
public final class TopicWatch {
  /** How old an answer may be. */
  static final Duration FRESH = Duration.ofSeconds(1);

  private record Question(
      long askedAt, boolean isHopeful, CompletableFuture<Optional<Topic>> answer) {
    /** After a question without an answer, nobody waits for that of the next. */
    CompletableFuture<Optional<Topic>> inTime() {
      return isHopeful || answer.isDone()
          ? answer
          : CompletableFuture.completedFuture(Optional.empty());
    }

    boolean hasFailed() {
      return answer.isDone() && answer.join().isEmpty() || !isHopeful && !answer.isDone();
    }
  }

  private final Supplier<CompletableFuture<Topic>> ask;
  private final LongSupplier nanoTime;
  private final AtomicReference<@Nullable Question> last = new AtomicReference<>();

  /**
   * Asks like this.
   *
   * @param nanoTime as {@link System#nanoTime}
   */
  public TopicWatch(Supplier<CompletableFuture<Topic>> ask, LongSupplier nanoTime) {
    this.ask = ask;
    this.nanoTime = nanoTime;
  }

  /** The topic; empty where the broker does not tell. Ends in bounded time, and never fails. */
  public CompletableFuture<Optional<Topic>> topic() {
    long now = nanoTime.getAsLong();
    Question known = last.get();
    if (known != null && now - known.askedAt() < FRESH.toNanos()) {
      return known.inTime();
    }
    boolean isHopeful = known == null || !known.hasFailed();
    Question next = new Question(now, isHopeful, new CompletableFuture<>());
    if (!last.compareAndSet(known, next)) {
      return topic();
    }
    var unused =
        ask.get()
            .whenComplete((topic, failure) -> next.answer().complete(Optional.ofNullable(topic)));
    return next.inTime();
  }
}
