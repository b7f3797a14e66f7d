package dev.tidewire.processing.mirror;

import java.util.Locale;

/** What has become of a dead letter. */
public enum LetterState {
  /** Nobody has decided yet. */
  OPEN,
  /** Put back on the readings topic; if it failed again, that is a letter of its own. */
  REDRIVEN,
  /** Given up by somebody; it is kept all the same. */
  DISCARDED;

  /** The name in the database and the API. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of a code. */
  public static LetterState ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
