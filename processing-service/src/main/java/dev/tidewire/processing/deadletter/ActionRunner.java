package dev.tidewire.processing.deadletter;

import dev.tidewire.processing.letters.ActionPages;
import dev.tidewire.processing.letters.ActionTable;
import dev.tidewire.processing.letters.LetterScan;
import dev.tidewire.processing.mirror.Action;
import dev.tidewire.processing.mirror.ActionOrder;
import dev.tidewire.processing.mirror.ActionState;
import dev.tidewire.processing.store.StoreMetrics;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs the actions of operators in the background, one at a time across all processes. An
 * interrupted action is not resumed: its remaining letters are open, and another action can do
 * them.
 */
@ApplicationScoped
public class ActionRunner {
  private static final Logger LOG = Logger.getLogger(ActionRunner.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration END_TIMEOUT = Duration.ofSeconds(2);

  private final ActionTable table;
  private final LetterScan scan;
  private final ActionPages pages;
  private final Redrive redrive;
  private final StoreMetrics metrics;
  private final Clock clock;
  private final Executor worker = Infrastructure.getDefaultWorkerPool();
  private final AtomicReference<@Nullable Running> running = new AtomicReference<>();

  ActionRunner(
      ActionTable table,
      LetterScan scan,
      ActionPages pages,
      Redrive redrive,
      StoreMetrics metrics,
      Clock clock) {
    this.table = table;
    this.scan = scan;
    this.pages = pages;
    this.clock = clock;
    this.redrive = redrive;
    this.metrics = metrics;
  }

  private record Running(Action action, Cancellable work) {}

  /**
   * Starts an action and returns while it runs; empty when another one runs. When this fails, the
   * action does nothing.
   *
   * @param tally the letters that the order selects
   * @param request the record of the order
   */
  public Uni<Optional<Action>> start(ActionOrder order, Action.Tally tally, UUID request) {
    return table
        .begin(request, order, tally)
        .onFailure()
        .invoke(failure -> withdraw(request, order, tally))
        .invoke(begun -> begun.ifPresent(action -> run(action, order)));
  }

  /** Interrupts the running action and records that, if the database answers. */
  void stop(@Observes ShutdownEvent stopping) {
    Running last = running.getAndSet(null);
    if (last == null) {
      return;
    }
    last.work().cancel();
    try {
      table.end(last.action(), ActionState.INTERRUPTED).await().atMost(END_TIMEOUT);
    } catch (RuntimeException unrecorded) {
      LOG.debugf(
          "The interruption of action %d is not recorded; its lease runs out: %s",
          last.action().id(), unrecorded);
    }
  }

  private void run(Action action, ActionOrder order) {
    LOG.infof(
        "%s of %d dead letters by %s: action %d",
        action.kind(), action.tally().matched(), action.who(), action.id());
    ActionRun run = new ActionRun(action, order, scan, pages, redrive, metrics, clock);
    Cancellable work =
        Multi.createBy()
            .repeating()
            .uni(run::page)
            .whilst(goesOn -> goesOn)
            .runSubscriptionOn(worker)
            .collect()
            .last()
            .replaceWithVoid()
            .chain(() -> finish(action, run))
            .onFailure()
            .recoverWithUni(failure -> giveUp(action, failure))
            .subscribe()
            .with(ended -> LOG.infof("Action %d has ended", action.id()));
    running.set(new Running(action, work));
  }

  private Uni<Void> finish(Action action, ActionRun run) {
    return run.isOurs() ? table.end(action, ActionState.FINISHED) : Uni.createFrom().voidItem();
  }

  private Uni<Void> giveUp(Action action, Throwable failure) {
    LOG.warnf("Action %d is interrupted: %s", action.id(), failure);
    return patiently(table.end(action, ActionState.INTERRUPTED))
        .onFailure()
        .invoke(
            unrecorded ->
                LOG.warnf(
                    "The interruption of action %d is not recorded; its lease runs out: %s",
                    action.id(), unrecorded))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  /**
   * The database may have begun the action and not have said so. Nobody runs it, and it would keep
   * others from starting.
   */
  private void withdraw(UUID request, ActionOrder order, Action.Tally tally) {
    patiently(table.withdraw(request, order, tally))
        .subscribe()
        .with(
            done -> LOG.infof("A %s of dead letters could not be started", order.kind().code()),
            failure ->
                LOG.warnf(
                    "A %s of dead letters could not be started, which is not recorded: %s",
                    order.kind().code(), failure));
  }

  /** Tries until it succeeds, or a lease has run out. */
  private static Uni<Void> patiently(Uni<Void> statement) {
    return statement
        .onFailure()
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .expireIn(ActionTable.LEASE_TIME.toMillis());
  }
}
