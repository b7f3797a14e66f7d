package dev.tidewire.contract;

import java.io.IOException;

/** Unwinds the decoder's recursion; never leaves it. */
final class RefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final DeadLetterReason reason;
  private final String detail;

  RefusedException(DeadLetterReason reason, String detail) {
    super(detail);
    this.reason = reason;
    this.detail = detail;
  }

  DeadLetterReason reason() {
    return reason;
  }

  String detail() {
    return detail;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
