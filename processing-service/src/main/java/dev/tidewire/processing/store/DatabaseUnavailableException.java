package dev.tidewire.processing.store;

/** The database gave no answer in time; the message says why in words fit for a client. */
public final class DatabaseUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatabaseUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  // Thrown for every request of an outage; where in here it came from helps nobody.
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
