package dev.tidewire.processing.deadletter;

import dev.tidewire.processing.letters.ActionPages;
import dev.tidewire.processing.letters.ActionPages.Progress;
import dev.tidewire.processing.letters.LetterScan;
import dev.tidewire.processing.letters.LetterScan.Place;
import dev.tidewire.processing.letters.LetterScan.Stretch;
import dev.tidewire.processing.mirror.Action;
import dev.tidewire.processing.mirror.ActionKind;
import dev.tidewire.processing.mirror.ActionOrder;
import dev.tidewire.processing.mirror.Letter;
import dev.tidewire.processing.mirror.LetterId;
import dev.tidewire.processing.store.StoreMetrics;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs one action page by page, in the order of the records that failed. A page's letters are sent
 * first and marked as done afterwards: a crash in between repeats one page at most, in the same
 * order, and repeating it stores the same readings.
 */
final class ActionRun {
  private static final int PAGE = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Action action;
  private final ActionOrder order;
  private final LetterScan scan;
  private final ActionPages pages;
  private final Redrive redrive;
  private final StoreMetrics metrics;
  private final Clock clock;
  private final long startMillis;
  private List<LetterId> due = List.of();
  private @Nullable Place next = Place.START;
  private long handled;
  private long refused;
  private boolean isOurs = true;

  ActionRun(
      Action action,
      ActionOrder order,
      LetterScan scan,
      ActionPages pages,
      Redrive redrive,
      StoreMetrics metrics,
      Clock clock) {
    this.action = action;
    this.order = order;
    this.scan = scan;
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
        .deferred(this::step)
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

  private Uni<Boolean> step() {
    if (!due.isEmpty()) {
      return work(due.subList(0, Math.min(due.size(), Math.min(PAGE, order.ratePerSecond()))));
    }
    return next == null
        ? Uni.createFrom().item(false)
        : scan.next(action, order, next).chain(this::found);
  }

  private Uni<Boolean> found(Stretch stretch) {
    due = stretch.letters();
    next = stretch.next();
    return enter(List.of(), List.of(), Set.of());
  }

  private Uni<Boolean> work(List<LetterId> page) {
    return action.kind() == ActionKind.REDRIVE
        ? pages.load(page).chain(letters -> redrive(page, letters))
        : enter(page, page, Set.of());
  }

  /** Of a page of large letters, only the first are loaded; the others stay due. */
  private Uni<Boolean> redrive(List<LetterId> page, List<Letter> letters) {
    List<LetterId> loaded = letters.stream().map(Letter::id).toList();
    List<LetterId> worked =
        loaded.isEmpty() ? page : page.subList(0, page.indexOf(loaded.get(loaded.size() - 1)) + 1);
    return redrive.send(letters).chain(tooLarge -> enter(worked, loaded, tooLarge));
  }

  private Uni<Boolean> enter(List<LetterId> worked, List<LetterId> sent, Set<LetterId> tooLarge) {
    List<LetterId> done = sent.stream().filter(id -> !tooLarge.contains(id)).toList();
    return pages
        .progress(action, done, refused + tooLarge.size())
        .map(progress -> entered(worked.size(), tooLarge.size(), progress));
  }

  private boolean entered(int worked, int tooLarge, Progress progress) {
    metrics.decided(action.kind(), progress.changed());
    due = due.subList(worked, due.size());
    handled += worked;
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
