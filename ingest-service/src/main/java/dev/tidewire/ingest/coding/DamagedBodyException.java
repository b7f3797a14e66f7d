package dev.tidewire.ingest.coding;

import java.io.IOException;

/** A packed body is incomplete, damaged or not in its coding. The message says why. */
public final class DamagedBodyException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedBodyException(String message) {
    super(message);
  }
}
