package dev.tidewire.processing;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Work that is done at once and then every so often, until it is stopped. A round that takes longer
 * than the period delays the next one, and one that fails is followed by others: what is away is
 * told by those who wait for it.
 */
public final class Periodic {
  private static final Logger LOG = Logger.getLogger(Periodic.class);

  private final String what;
  private final Duration period;
  private final Supplier<Uni<Void>> round;
  private @Nullable Cancellable timer;

  /**
   * @param what the work is, as the beginning of a sentence
   */
  public Periodic(String what, Duration period, Supplier<Uni<Void>> round) {
    this.what = what;
    this.period = period;
    this.round = round;
  }

  /** Begins with the first round. */
  public synchronized void start() {
    timer =
        Multi.createFrom()
            .ticks()
            .every(period)
            .onOverflow()
            .drop()
            .onItem()
            .transformToUniAndConcatenate(tick -> round())
            .subscribe()
            .with(done -> {}, failure -> LOG.errorf(failure, "%s has ended", what));
  }

  /** Ends without waiting for a round in work. */
  public synchronized void stop() {
    if (timer != null) {
      timer.cancel();
    }
  }

  private Uni<Boolean> round() {
    return Uni.createFrom()
        .deferred(() -> round.get())
        .replaceWith(true)
        .onFailure()
        .recoverWithItem(this::failed);
  }

  private boolean failed(Throwable failure) {
    LOG.debugf("%s fails; trying again: %s", what, failure);
    return false;
  }
}
