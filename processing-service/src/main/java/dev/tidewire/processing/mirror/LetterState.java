package dev.tidewire.processing.mirror;

import java.util.Locale;

/** The state of a dead letter. */
public enum LetterState {
  /** Nobody has decided yet. */
  OPEN,
  /** Sent to the readings topic again. If it fails again, that is another letter. */
  REDRIVEN,
  /** Discarded by somebody; it is kept. */
  DISCARDED;

  /** The name in the database and the API. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state with this code. */
  public static LetterState ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
