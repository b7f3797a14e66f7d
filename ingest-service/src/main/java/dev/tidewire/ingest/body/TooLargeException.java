package dev.tidewire.ingest.body;

import java.io.IOException;

/** A body turned out larger than allowed while it was unpacked. */
public final class TooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  TooLargeException(long max) {
    super("more than " + max + " bytes");
  }
}
