package dev.tidewire.contract;

/** Why something can never be stored. Headers, metrics and the API use the code. */
public enum DeadLetterReason {
  /** The record's bytes do not follow the batch format. */
  UNDECODABLE("undecodable"),
  /** The batch is of a format version that this release does not know. */
  UNKNOWN_VERSION("unknown-version"),
  /** The batch is well-formed but breaks a limit: names, time or value. */
  INVALID_READING("invalid-reading"),
  /** The unit of the reading cannot be converted into that of its series. */
  UNIT_CONFLICT("unit-conflict");

  private final String code;

  DeadLetterReason(String code) {
    this.code = code;
  }

  /** Lower-case words joined by hyphens. A released code never changes. */
  public String code() {
    return code;
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
