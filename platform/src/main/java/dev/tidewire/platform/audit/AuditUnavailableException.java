package dev.tidewire.platform.audit;

/** The record of an order could not be written in time, so that nothing may be done. */
public final class AuditUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AuditUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
