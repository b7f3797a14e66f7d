package dev.tidewire.processing.group;

import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.intake.Poll;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The polls in work, and how they end at shutdown: the process takes no more polls and waits for
 * those it has while the database and the broker can still be reached. A poll that is not done in
 * time is cancelled without acknowledgement, and the next owner of its partitions repeats it.
 */
@ApplicationScoped
public class Drain {
  private static final Logger LOG = Logger.getLogger(Drain.class);

  private static final class Poll {
    private @Nullable Cancellable work;
  }

  private final Duration timeout;
  private final Set<Poll> inWork = new HashSet<>();
  private boolean begun;

  @Inject
  public Drain(ProcessingConfig config) {
    this(config.drainTimeout());
  }

  Drain(Duration timeout) {
    this.timeout = timeout;
  }

  /**
   * Work on a poll, subscribed to once.
   *
   * @return ends as the work does; never ends when the process ends first
   */
  public Uni<Void> until(Uni<Void> work) {
    return Uni.createFrom().emitter(emitter -> start(work, emitter));
  }

  private synchronized void start(Uni<Void> work, UniEmitter<? super Void> emitter) {
    if (begun) {
      return;
    }
    Poll poll = new Poll();
    inWork.add(poll);
    poll.work =
        work.subscribe()
            .with(
                done -> {
                  emitter.complete(done);
                  remove(poll);
                },
                failure -> {
                  emitter.fail(failure);
                  remove(poll);
                });
  }

  private synchronized void remove(Poll poll) {
    inWork.remove(poll);
    notifyAll();
  }

  /** Runs before all other observers of the shutdown: they close what the work needs. */
  synchronized void drain(@Observes @Priority(1) ShutdownEvent stopping)
      throws InterruptedException {
    begun = true;
    long deadline = System.nanoTime() + timeout.toNanos();
    long left = timeout.toMillis();
    while (!inWork.isEmpty() && left > 0) {
      wait(left);
      left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
    }
    if (!inWork.isEmpty()) {
      LOG.infof(
          "%d polls are not done within %d ms. The next owner of their partitions repeats them;"
              + " nothing is lost",
          inWork.size(), timeout.toMillis());
      inWork.forEach(Drain::giveUp);
    }
  }

  private static void giveUp(Poll poll) {
    if (poll.work != null) {
      poll.work.cancel();
    }
  }
}
