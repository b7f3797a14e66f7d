package dev.tidewire.local;

/** The stack, or a part of it, cannot start; the message tells a person why and what to do. */
public final class StartFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  public StartFailedException(String message) {
    super(message);
  }
}
