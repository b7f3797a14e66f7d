package dev.tidewire.platform.token;

/** A token is not valid; the message is a sentence that repeats nothing of it. */
final class InvalidTokenException extends Exception {
  private static final long serialVersionUID = 1;

  /** Without a stack trace: hostile callers would make many. */
  InvalidTokenException(String detail) {
    super(detail, null, false, false);
  }
}
