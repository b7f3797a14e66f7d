package dev.tidewire.platform.database;

import org.jspecify.annotations.Nullable;

/** The database gave no answer; the message says why in words fit for a client. */
public class DatabaseUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * An outage.
   *
   * @param message a whole sentence
   */
  public DatabaseUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  // Thrown for every request of an outage; where it came from helps nobody.
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
