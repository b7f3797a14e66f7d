package dev.tidewire.query.store;

/** The database gave no answer; the message says why in words fit for the client. */
public final class DatabaseUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatabaseUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  // Thrown for every request of an outage; a stack trace would not help.
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
