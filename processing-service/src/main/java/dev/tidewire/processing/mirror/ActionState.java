package dev.tidewire.processing.mirror;

import java.util.Locale;

/** How far an action has come. */
public enum ActionState {
  /** Somebody works on it. */
  RUNNING,
  /** Every letter that it could do is done. */
  FINISHED,
  /** Nobody works on it any more; what is not done is open still, and can be asked for again. */
  INTERRUPTED;

  /** The name in the database and the API. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of a code. */
  public static ActionState ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
