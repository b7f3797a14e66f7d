package dev.tidewire.ingest.body;

import java.io.IOException;

/** The bytes are not gzip, or not all of it. */
public final class BadGzipException extends IOException {
  private static final long serialVersionUID = 1L;

  BadGzipException(String message) {
    super(message);
  }
}
