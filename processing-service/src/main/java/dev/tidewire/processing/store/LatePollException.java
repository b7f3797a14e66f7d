package dev.tidewire.processing.store;

/**
 * Another consumer, who has the partition now, has stored records of this poll already, and perhaps
 * corrections of them. Nothing may be overwritten; what is left of the poll can be tried again.
 */
public final class LatePollException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LatePollException() {
    super("another consumer has stored records of this poll already");
  }
}
