package dev.tidewire.processing.store;

import io.vertx.pgclient.PgException;

/** The database refuses a row that nobody has sent, and that is like one that it has taken. */
final class OtherRowRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final PgException refusal;

  OtherRowRefusedException(PgException refusal) {
    super(refusal);
    this.refusal = refusal;
  }

  PgException refusal() {
    return refusal;
  }
}
