package dev.tidewire.ingest.idempotency;

import dev.tidewire.ingest.answer.Answer;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Writes into the log what attempts of this process have to say. Thread-safe. */
final class AttemptWriter {
  /** How long a request waits for its claim, and an answer until it is kept. */
  static final Duration PATIENCE = Duration.ofSeconds(3);

  private final KeyLog log;
  private final Duration lease;
  private final BriefWaits keeping;
  private final Consumer<PendingAttempt> ended;

  /**
   * Has written nothing yet.
   *
   * @param ended called before what becomes of an attempt is written
   */
  AttemptWriter(KeyLog log, Duration lease, LongSupplier nanoTime, Consumer<PendingAttempt> ended) {
    this.log = log;
    this.lease = lease;
    this.keeping = new BriefWaits(PATIENCE, nanoTime);
    this.ended = ended;
  }

  /**
   * Its claim.
   *
   * @param failed called when it is not known to be there
   */
  void claim(PendingAttempt attempt, Runnable failed) {
    log.append(
        attempt.claim(lease),
        PATIENCE,
        isWritten -> {
          if (!isWritten) {
            failed.run();
          }
        });
  }

  /** After the wait for it has ended, it is still tried to write it. */
  void keep(PendingAttempt attempt, Answer answer, Runnable written) {
    Runnable done = keeping.begin(written);
    ended.accept(attempt);
    KeyedRequest request = attempt.request();
    log.append(
        new KeyRecord.Kept(
            request.key(),
            request.owner(),
            attempt.id(),
            request.fingerprint(),
            AnswerCodec.encode(answer)),
        lease,
        isWritten -> done.run());
  }

  void release(PendingAttempt attempt, boolean mayBeThere) {
    ended.accept(attempt);
    log.append(
        new KeyRecord.Released(attempt.key(), attempt.id(), mayBeThere), lease, isWritten -> {});
  }

  /** Ends waits in vain. */
  void tick() {
    keeping.endLate();
  }
}
