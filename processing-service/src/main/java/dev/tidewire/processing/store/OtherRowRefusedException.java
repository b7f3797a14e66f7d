package dev.tidewire.processing.store;

import io.vertx.pgclient.PgException;

/** The database refuses the service's own test row, whose value it has accepted before. */
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
