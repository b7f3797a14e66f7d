package dev.tidewire.query.merge;

/** A block or a chunk is damaged, so that nobody knows which readings it held. */
public final class BrokenBodyException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  BrokenBodyException(Origin origin, String detail) {
    super("A stored row is damaged: " + origin + ". " + detail + ".");
  }
}
