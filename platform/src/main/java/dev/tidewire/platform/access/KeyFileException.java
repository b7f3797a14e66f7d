package dev.tidewire.platform.access;

/** A key file is wrong; the message says what and where, and holds no hash. */
public final class KeyFileException extends Exception {
  private static final long serialVersionUID = 1;

  /** What is wrong, as a sentence. */
  public KeyFileException(String message) {
    super(message);
  }
}
