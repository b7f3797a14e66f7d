package dev.tidewire.local.importer;

/** Ends an import, with a message for the one who began it. */
final class ImportException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean isMistake;

  ImportException(String message) {
    this(message, false);
  }

  private ImportException(String message, boolean isMistake) {
    super(message);
    this.isMistake = isMistake;
  }

  /** A mistake in the command. */
  static ImportException mistake(String message) {
    return new ImportException(message, true);
  }

  boolean isMistake() {
    return isMistake;
  }
}
