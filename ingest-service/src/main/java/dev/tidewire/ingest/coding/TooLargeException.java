package dev.tidewire.ingest.coding;

import java.io.IOException;

/** A body exceeded the limit while it was unpacked. */
public final class TooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  TooLargeException(long max) {
    super("more than " + max + " bytes");
  }
}
