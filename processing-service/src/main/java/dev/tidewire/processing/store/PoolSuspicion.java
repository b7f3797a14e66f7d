package dev.tidewire.processing.store;

import io.vertx.pgclient.PgException;

/** Which failures may be the fault of a connection rather than of the database behind it. */
final class PoolSuspicion {
  private static final String READ_ONLY = "25006";

  private PoolSuspicion() {}

  /**
   * True for every failure that is no answer of the server: a living one ends what takes too long,
   * and says so, before we give up. And true for the answer that the server is read-only, because
   * another may be the primary now.
   */
  static boolean raisedBy(Throwable failure) {
    return !(failure instanceof PgException answer) || READ_ONLY.equals(answer.getSqlState());
  }
}
