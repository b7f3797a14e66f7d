package dev.tidewire.ingest.idempotency;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of this process that have no answer yet: those that wait for the log, and those that
 * have the turn. How many may wait goes by whether the log has told anything of late. One thread at
 * a time.
 */
final class PendingAttempts {
  /** Who may wait for a log that has not been read to its end yet. */
  private static final int MOST_WAITING_AT_FIRST = 64;

  private static final int MOST_WAITING_IN_VAIN = 1;

  private enum Health {
    UNTRIED(MOST_WAITING_AT_FIRST),
    SOUND(Integer.MAX_VALUE),
    FAILING(MOST_WAITING_IN_VAIN);

    private final int mostWaiting;

    Health(int mostWaiting) {
      this.mostWaiting = mostWaiting;
    }
  }

  private final Map<Hash, PendingAttempt> pending = new HashMap<>();
  private int waiting;
  private Health health = Health.UNTRIED;

  /** Whether the log could not be asked when it was asked last. */
  boolean isFailing() {
    return health == Health.FAILING;
  }

  @Nullable PendingAttempt find(Hash key) {
    return pending.get(key);
  }

  /** Whether one more may wait for the log. */
  boolean mayWait() {
    return waiting < health.mostWaiting;
  }

  /** Begins to wait for the log. */
  void add(PendingAttempt attempt) {
    pending.put(attempt.key(), attempt);
    waiting++;
  }

  /** The attempt whose wait this record of the log ends, or null. */
  @Nullable PendingAttempt told(KeyRecord record) {
    PendingAttempt attempt = pending.get(record.key());
    if (attempt == null || !attempt.isWaiting() || attempt.id() != record.attempt()) {
      return null;
    }
    health = Health.SOUND;
    stopWaiting(attempt);
    return attempt;
  }

  /** The log has not told in time; false when it has, after all. */
  boolean endInVain(PendingAttempt attempt) {
    if (!attempt.isWaiting()) {
      return false;
    }
    health = Health.FAILING;
    stopWaiting(attempt);
    return true;
  }

  private void stopWaiting(PendingAttempt attempt) {
    attempt.stopWaiting();
    pending.remove(attempt.key());
    waiting--;
  }

  /** An attempt that has waited has the turn, until its lease ends. */
  void hasTurn(PendingAttempt attempt, long untilNanos) {
    attempt.hasTurn(untilNanos);
    pending.put(attempt.key(), attempt);
  }

  void end(PendingAttempt attempt) {
    pending.remove(attempt.key(), attempt);
  }

  /**
   * Those that have waited for too long. Turns whose lease has ended are forgotten: they belong to
   * others.
   */
  List<PendingAttempt> late(long nanos) {
    pending.values().removeIf(attempt -> !attempt.isWaiting() && attempt.isLate(nanos));
    return pending.values().stream().filter(attempt -> attempt.isLate(nanos)).toList();
  }
}
