package dev.tidewire.processing.deadletter;

import dev.tidewire.processing.letters.ActionPages;
import dev.tidewire.processing.letters.ActionPages.Progress;
import dev.tidewire.processing.mirror.Action;
import dev.tidewire.processing.mirror.ActionKind;
import dev.tidewire.processing.mirror.ActionOrder;
import dev.tidewire.processing.mirror.Letter;
import dev.tidewire.processing.mirror.LetterId;
import dev.tidewire.processing.mirror.LetterPosition;
import dev.tidewire.processing.store.StoreMetrics;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs one action page by page. A page's letters are sent first and marked as done afterwards: a
 * crash in between repeats one page at most, and repeating it stores the same readings.
 */
final class ActionRun {
  private static final int PAGE = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Action action;
  private final ActionOrder order;
  private final ActionPages pages;
  private final Redrive redrive;
  private final StoreMetrics metrics;
  private final Clock clock;
  private final long startMillis;
  private @Nullable LetterPosition last;
  private long handled;
  private long refused;
  private boolean isOurs = true;

  ActionRun(
      Action action,
      ActionOrder order,
      ActionPages pages,
      Redrive redrive,
      StoreMetrics metrics,
      Clock clock) {
    this.action = action;
    this.order = order;
    this.pages = pages;
    this.redrive = redrive;
    this.metrics = metrics;
    this.clock = clock;
    this.startMillis = clock.millis();
  }

  /**
   * Does the next page and returns whether there may be another. Fails when Kafka or the database
   * stays down.
   */
  Uni<Boolean> page() {
    return Uni.createFrom()
        .deferred(() -> pages.next(action, order, last, Math.min(PAGE, order.ratePerSecond())))
        .chain(letters -> letters.isEmpty() ? Uni.createFrom().item(false) : work(letters))
        .onFailure()
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .expireIn(PATIENCE.toMillis())
        .chain(this::pace);
  }

  /** Whether the action is still ours: another process takes over when the lease runs out. */
  boolean isOurs() {
    return isOurs;
  }

  private Uni<Boolean> work(List<Letter> letters) {
    Uni<Set<LetterId>> sent =
        action.kind() == ActionKind.REDRIVE
            ? redrive.send(letters)
            : Uni.createFrom().item(Set.of());
    return sent.chain(tooLarge -> enter(letters, tooLarge));
  }

  private Uni<Boolean> enter(List<Letter> letters, Set<LetterId> tooLarge) {
    List<LetterId> done =
        letters.stream().map(Letter::id).filter(id -> !tooLarge.contains(id)).toList();
    return pages
        .progress(action, done, refused + tooLarge.size())
        .map(progress -> entered(letters, tooLarge.size(), progress));
  }

  private boolean entered(List<Letter> letters, int tooLarge, Progress progress) {
    metrics.decided(action.kind(), progress.changed());
    last = letters.get(letters.size() - 1).position();
    handled += letters.size();
    refused += tooLarge;
    isOurs = progress.isOurs();
    return isOurs;
  }

  private Uni<Boolean> pace(boolean goesOn) {
    long early = handled * 1_000 / order.ratePerSecond() - (clock.millis() - startMillis);
    Uni<Boolean> answer = Uni.createFrom().item(goesOn);
    return goesOn && early > 0 ? answer.onItem().delayIt().by(Duration.ofMillis(early)) : answer;
  }
}
