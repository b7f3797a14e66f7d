package dev.tidewire.local.process;

/** The stack, or a part of it, cannot start; the message says why and what to do. */
public final class StartFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String message;

  public StartFailedException(String message) {
    super(message);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
