package dev.tidewire.ingest.intake;

/** Reading a body takes longer than it may here; somebody with more time has to read it. */
public final class OverlongException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Without a stack trace: nothing is at fault. */
  OverlongException() {
    super("more time is needed", null, false, false);
  }
}
