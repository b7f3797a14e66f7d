package dev.tidewire.processing.mirror;

import java.util.Locale;

/** What can be done to open letters. */
public enum ActionKind {
  /** Send them to the readings topic again. */
  REDRIVE(LetterState.REDRIVEN),
  /** Mark them as not worth another attempt. */
  DISCARD(LetterState.DISCARDED);

  private final LetterState outcome;

  ActionKind(LetterState outcome) {
    this.outcome = outcome;
  }

  /** The state of the letters afterwards. */
  public LetterState outcome() {
    return outcome;
  }

  /** The name in the database and the API. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind with this code. */
  public static ActionKind ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
