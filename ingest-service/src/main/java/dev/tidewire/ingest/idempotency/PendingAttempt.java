package dev.tidewire.ingest.idempotency;

import java.time.Duration;
import java.util.function.Consumer;

/** An attempt of this process that has no answer yet. One thread at a time. */
final class PendingAttempt {
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
   * @param then called once, with what is decided
   */
  PendingAttempt(KeyedRequest request, long id, long deadline, Consumer<Decision> then) {
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

  long firstMicros() {
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
}
