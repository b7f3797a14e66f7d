package dev.tidewire.contract;

import java.util.regex.Pattern;

/** Why something can never be stored. Headers, metrics and the API use the code. */
public enum DeadLetterReason {
  /** The record's bytes do not follow the batch format. */
  UNDECODABLE("undecodable"),
  /** The batch is of a format version that this release does not know. */
  UNKNOWN_VERSION("unknown-version"),
  /** The batch is well-formed but breaks a limit: names, time or value. */
  INVALID_READING("invalid-reading"),
  /** The unit of the reading cannot be converted into that of its series. */
  UNIT_CONFLICT("unit-conflict"),
  /** The reading is older than readings are kept. */
  OUTSIDE_RETENTION("outside-retention");

  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,63}");

  private final String code;

  DeadLetterReason(String code) {
    this.code = code;
  }

  /** Lower-case words joined by hyphens. A released code never changes. */
  public String code() {
    return code;
  }

  /** Whether the text can be the code of a reason, possibly of a newer release. */
  public static boolean isCode(String text) {
    return CODE.matcher(text).matches();
  }

  /**
   * The reason with this code.
   *
   * @throws IllegalArgumentException when no reason has it
   */
  public static DeadLetterReason ofCode(String code) {
    for (DeadLetterReason reason : values()) {
      if (reason.code.equals(code)) {
        return reason;
      }
    }
    throw new IllegalArgumentException("no dead letter reason is called " + code);
  }
}
