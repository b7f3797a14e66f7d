package dev.tidewire.processing.pipeline;

import dev.tidewire.processing.merge.Backlog;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;

/**
 * Slows down polls where merging is behind: every block that waits makes queries slower, and a
 * record that waits in Kafka does not.
 */
@ApplicationScoped
class PollPace {
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private final Predicate<Set<Integer>> isBehind;

  @Inject
  PollPace(Backlog backlog) {
    this(backlog::isBehind);
  }

  /**
   * @param isBehind whether merging is behind in these partitions
   */
  PollPace(Predicate<Set<Integer>> isBehind) {
    this.isBehind = isBehind;
  }

  /** Ends when merging is not behind in these partitions, and at the latest after a second. */
  Uni<Void> before(Set<Integer> partitions, ScheduledExecutorService timer) {
    return wait(partitions, timer, LONGEST.dividedBy(LOOK));
  }

  private Uni<Void> wait(Set<Integer> partitions, ScheduledExecutorService timer, long looks) {
    if (looks == 0 || !isBehind.test(partitions)) {
      return Uni.createFrom().voidItem();
    }
    return Uni.createFrom()
        .voidItem()
        .onItem()
        .delayIt()
        .onExecutor(timer)
        .by(LOOK)
        .chain(() -> wait(partitions, timer, looks - 1));
  }
}
