package dev.tidewire.processing.store;

/**
 * Another consumer has stored records of this poll, and possibly corrections of them, or is about
 * to. Nothing may be overwritten. After {@link Watermarks#takeOver taking over}, the rest of the
 * poll can be stored again from its first reading.
 */
public final class LatePollException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LatePollException() {
    super("another consumer stores records of this poll as well");
  }
}
