package dev.tidewire.processing.mirror;

import java.util.Locale;

/** The state of an action. */
public enum ActionState {
  /** A process works on it. */
  RUNNING,
  /** Every letter that could be done is done. */
  FINISHED,
  /**
   * Nobody works on it any more. The letters that are not done are still open; another action can
   * do them.
   */
  INTERRUPTED;

  /** The name in the database and the API. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state with this code. */
  public static ActionState ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
