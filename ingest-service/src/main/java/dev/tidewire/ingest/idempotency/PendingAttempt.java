package dev.tidewire.ingest.idempotency;

import dev.tidewire.ingest.answer.Answer;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * An attempt of this process that has no answer yet. One thread at a time, but for the end of its
 * turn.
 */
final class PendingAttempt implements Turn {
  private final AttemptWriter writer;
  private final KeyedRequest request;
  private final long id;
  private final Consumer<Decision> then;
  private long firstMicros;
  private boolean isAgain;
  private boolean isWaiting = true;
  private long deadline;

  /**
   * Waits for its claim.
   *
   * @param id what no other attempt has, on all replicas
   * @param deadline the end of its wait, in nanoseconds
   * @param writer tells the others what becomes of it
   * @param then called once, with what is decided
   */
  PendingAttempt(
      KeyedRequest request, long id, long deadline, AttemptWriter writer, Consumer<Decision> then) {
    this.writer = writer;
    this.request = request;
    this.id = id;
    this.deadline = deadline;
    this.then = then;
    this.firstMicros = request.receivedMicros();
  }

  Hash key() {
    return request.key();
  }

  KeyedRequest request() {
    return request;
  }

  long id() {
    return id;
  }

  Consumer<Decision> then() {
    return then;
  }

  @Override
  public long firstMicros() {
    return firstMicros;
  }

  boolean isSameRequest(Hash fingerprint) {
    return request.fingerprint().equals(fingerprint);
  }

  /** It comes after others, as the log has it. */
  void follows(KeyEntry known) {
    firstMicros = known.firstMicros();
    isAgain = known.isAgain();
  }

  boolean isWaiting() {
    return isWaiting;
  }

  void stopWaiting() {
    isWaiting = false;
  }

  /**
   * It has the turn.
   *
   * @param until in nanoseconds; then it belongs to others
   */
  void hasTurn(long until) {
    deadline = until;
  }

  boolean isLate(long nanos) {
    return nanos - deadline >= 0;
  }

  KeyRecord claim(Duration lease) {
    return new KeyRecord.Claim(
        request.key(),
        request.owner(),
        id,
        request.fingerprint(),
        lease.toMillis(),
        firstMicros,
        isAgain);
  }

  @Override
  public void keep(Answer answer, Runnable written) {
    writer.keep(this, answer, written);
  }

  @Override
  public void release(boolean mayBeThere) {
    writer.release(this, mayBeThere);
  }
}
