package dev.tidewire.ingest.idempotency;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides which attempt of a request with a key is carried out. An attempt writes a claim into the
 * log and waits until it has read that far: the first claim in the log has the turn, on every
 * replica. Thread-safe.
 */
public final class KeyRegister implements KeyLog.Reader {
  private final KeyTable table;
  private final AttemptWriter writer;
  private final Duration lease;
  private final LongSupplier attempts;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Decisions decisions;
  private final PendingAttempts pending = new PendingAttempts();

  /**
   * Knows nothing yet.
   *
   * @param limits of what is remembered
   * @param attempts numbers that no two attempts have in common, on all replicas; none is 0
   * @param nanoTime as {@link System#nanoTime}
   * @param uses told of each request
   */
  public KeyRegister(
      KeyLimits limits,
      KeyLog log,
      LongSupplier attempts,
      InstantSource clock,
      LongSupplier nanoTime,
      Consumer<KeyUse> uses) {
    this.table = new KeyTable(limits.mostBytes(), limits.keep());
    this.lease = limits.lease();
    this.attempts = attempts;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.decisions = new Decisions(uses);
    this.writer = new AttemptWriter(log, limits.lease(), nanoTime, this::end);
  }

  /** How many keys are remembered. */
  public synchronized int size() {
    return table.size();
  }

  /** What they take. */
  public synchronized long bytes() {
    return table.bytes();
  }

  /** Whether the log could not be asked when it was asked last. */
  synchronized boolean isFailing() {
    return pending.isFailing();
  }

  /**
   * Decides on a request.
   *
   * @param then called once, here or on a thread of the log, within a bounded time
   */
  void claim(KeyedRequest request, Consumer<Decision> then) {
    long deadline = nanoTime.getAsLong() + AttemptWriter.PATIENCE.toNanos();
    PendingAttempt attempt =
        new PendingAttempt(request, attempts.getAsLong(), deadline, writer, then);
    Decision known = begin(attempt);
    if (known != null) {
      then.accept(known);
    } else {
      writer.claim(attempt, () -> endWait(attempt));
    }
  }

  /** Null when only the log can tell. */
  private synchronized @Nullable Decision begin(PendingAttempt attempt) {
    KeyEntry known = table.find(attempt.key(), clock.millis());
    if (known != null && known.answer() != null) {
      return decisions.behind(known, attempt);
    }
    PendingAttempt other = pending.find(attempt.key());
    if (other != null) {
      return decisions.behind(other, attempt);
    }
    if (!pending.mayWait()) {
      return decisions.unknown();
    }
    if (known != null && attempt.isSameRequest(known.request())) {
      attempt.follows(known);
    }
    pending.add(attempt);
    return null;
  }

  @Override
  public void read(KeyRecord record, long atMillis) {
    PendingAttempt attempt;
    Decision decision;
    synchronized (this) {
      table.apply(record, atMillis);
      attempt = pending.told(record);
      if (attempt == null) {
        return;
      }
      KeyEntry known = table.find(record.key(), atMillis);
      decision = known == null ? decisions.unknown() : decided(attempt, known);
    }
    attempt.then().accept(decision);
  }

  private Decision decided(PendingAttempt attempt, KeyEntry known) {
    if (!known.isOf(attempt.id()) || known.answer() != null) {
      return decisions.behind(known, attempt);
    }
    attempt.follows(known);
    pending.hasTurn(attempt, nanoTime.getAsLong() + lease.toNanos());
    return decisions.go(known, attempt);
  }

  @Override
  public void tick() {
    List<PendingAttempt> late;
    synchronized (this) {
      late = pending.late(nanoTime.getAsLong());
    }
    late.forEach(this::endWait);
    writer.tick();
  }

  /** The claim may come to the log all the same, so it is taken back. */
  private void endWait(PendingAttempt attempt) {
    synchronized (this) {
      if (!pending.endInVain(attempt)) {
        return;
      }
    }
    attempt.release(false);
    attempt.then().accept(decisions.unknown());
  }

  private synchronized void end(PendingAttempt attempt) {
    pending.end(attempt);
  }
}
