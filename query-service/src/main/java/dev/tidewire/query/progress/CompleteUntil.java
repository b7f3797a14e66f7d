package dev.tidewire.query.progress;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The time until which all is stored, for every answer. It is looked for at most once a second, and
 * not at all when nobody asks. Thread-safe.
 */
public final class CompleteUntil {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** Older than this it is not told: a standby that took over may have lost what was stored. */
  private static final Duration VALID = Duration.ofSeconds(10);

  /** How long a request waits for a look, when looks are as quick as that. */
  private static final Duration PATIENCE = Duration.ofMillis(250);

  private final Completeness completeness;
  private final LongSupplier nanoTime;
  private Optional<Instant> found = Optional.empty();
  private long foundAt;
  private @Nullable Long lookedAt;
  private boolean isQuick = true;
  private @Nullable CompletableFuture<Optional<Instant>> look;

  /**
   * Asks these.
   *
   * @param database which records are stored; fails when the database has no answer
   * @param nanoTime as {@link System#nanoTime}
   */
  public CompleteUntil(
      Ends broker,
      Supplier<? extends CompletionStage<Stored>> database,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.completeness = new Completeness(broker, database, clock);
    this.nanoTime = nanoTime;
  }

  /** The time, as it was found before now; empty if it is not known. Never fails. */
  public CompletableFuture<Optional<Instant>> now() {
    long now = nanoTime.getAsLong();
    if (isDue(now)) {
      begin(now);
    }
    return toTell(now);
  }

  private synchronized boolean isDue(long now) {
    if (look != null || lookedAt != null && now - lookedAt < INTERVAL.toNanos()) {
      return false;
    }
    look = new CompletableFuture<>();
    lookedAt = now;
    return true;
  }

  private void begin(long now) {
    var unused =
        completeness
            .look()
            .handle(
                (until, failure) -> {
                  end(now, failure == null ? until : Optional.empty(), failure == null);
                  return null;
                });
  }

  /** Without an answer of the database, what was found before is still told for a while. */
  private void end(long begin, Optional<Instant> until, boolean isAnswered) {
    CompletableFuture<Optional<Instant>> ended;
    synchronized (this) {
      long now = nanoTime.getAsLong();
      isQuick = isAnswered && now - begin < PATIENCE.toNanos();
      if (isAnswered) {
        found = until;
        foundAt = now;
      }
      ended = look;
      look = null;
    }
    if (ended != null) {
      ended.complete(until);
    }
  }

  private synchronized CompletableFuture<Optional<Instant>> toTell(long now) {
    Optional<Instant> valid = found.filter(until -> now - foundAt < VALID.toNanos());
    return look == null || valid.isPresent() || !isQuick
        ? CompletableFuture.completedFuture(valid)
        : look.copy()
            .completeOnTimeout(Optional.empty(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
