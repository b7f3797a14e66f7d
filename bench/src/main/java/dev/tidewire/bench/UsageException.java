package dev.tidewire.bench;

/** The command line cannot be understood; the message is for the person who typed it. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
