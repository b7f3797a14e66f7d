package dev.tidewire.processing.audit;

/** The audit topic could not be read in time. */
public final class UnreadableAuditException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableAuditException(String message, Throwable cause) {
    super(message, cause);
  }
}
