package dev.tidewire.processing.mirror;

import java.util.Locale;

/** What can be done to open letters. */
public enum ActionKind {
  /** Put them back on the readings topic. */
  REDRIVE(LetterState.REDRIVEN),
  /** Give them up. */
  DISCARD(LetterState.DISCARDED);

  private final LetterState outcome;

  ActionKind(LetterState outcome) {
    this.outcome = outcome;
  }

  /** What the letters are afterwards. */
  public LetterState outcome() {
    return outcome;
  }

  /** The name in the database and the API. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of a code. */
  public static ActionKind ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
