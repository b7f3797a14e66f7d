package dev.tidewire.processing.merge;

import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.order.MergeOrder;
import dev.tidewire.processing.order.MergeOrders;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Merges in the background, one after another, in a thread of its own. At shutdown it finishes the
 * merge in work, or gives it up; then it has not happened.
 */
@ApplicationScoped
public class Merger {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final MergeRounds rounds;
  private final Duration period;
  private final MergeOrders orders;
  private final Semaphore wakes = new Semaphore(0);
  private final CountDownLatch ends = new CountDownLatch(1);
  private @Nullable Thread thread;

  Merger(MergeRounds rounds, MergeOrders orders, ProcessingConfig config) {
    this.orders = orders;
    this.rounds = rounds;
    this.period = config.merge().period();
  }

  void start(@Observes StartupEvent started) {
    Thread worker = new Thread(this::work, "tidewire-merge");
    worker.setDaemon(true);
    worker.start();
    thread = worker;
  }

  /** Gives an order, which is carried out in the background; empty while another one runs. */
  public Optional<MergeOrder> begin(MergeOrder.Kind kind) {
    Optional<MergeOrder> begun = orders.begin(kind);
    wakes.release();
    return begun;
  }

  /** Before the pool is closed, and after the polls in work, which matter more. */
  void stop(@Observes @Priority(2) ShutdownEvent stopping) throws InterruptedException {
    ends.countDown();
    wakes.release();
    if (thread != null) {
      thread.join(PATIENCE.toMillis());
      thread.interrupt();
      thread.join(PATIENCE.toMillis());
    }
  }

  private void work() {
    try {
      Duration pause = period;
      while (!endsWithin(pause)) {
        pause = rounds.run(this::pace);
      }
    } catch (InterruptedException atShutdown) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for an order at most so long. */
  private boolean endsWithin(Duration pause) throws InterruptedException {
    if (wakes.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
      wakes.drainPermits();
    }
    return ends.getCount() == 0;
  }

  /** Leaves polls as much of the database as merges take; false when the process ends. */
  private boolean pace(Duration worked) {
    try {
      return !ends.await(worked.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException atShutdown) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
