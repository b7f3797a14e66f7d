package dev.tidewire.processing.store;

/**
 * Another consumer has stored records of this poll already, and perhaps corrections of them, or is
 * about to. Nothing may be overwritten; what is left of the poll can be stored again, from its
 * first reading, after {@link Watermarks#takeOver taking over}.
 */
public final class LatePollException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LatePollException() {
    super("another consumer stores records of this poll as well");
  }
}
