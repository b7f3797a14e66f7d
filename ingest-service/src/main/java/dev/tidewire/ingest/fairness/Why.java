package dev.tidewire.ingest.fairness;

import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.platform.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** Why a request was refused, in whole or in part. */
enum Why {
  /** Its sender has sent as many as it may. */
  CLIENT_LIMIT("clientLimit"),
  /** As many of a sensor have come as may. */
  SENSOR_LIMIT("sensorLimit"),
  /** There was no room. */
  OVERLOADED("overloaded"),
  /** Something was wrong with it. */
  INVALID("invalid"),
  /** Kafka or this service could not take it. */
  UNAVAILABLE("unavailable");

  private static final int PARTIAL = 207;
  private static final int CLIENT_ERRORS = 400;
  private static final int SERVER_ERRORS = 500;

  private final String code;

  Why(String code) {
    this.code = code;
  }

  String code() {
    return code;
  }

  /**
   * Why this is the answer, or null where all was accepted.
   *
   * @param limit the one that refused something, if one did
   */
  static @Nullable Why of(Answer answer, @Nullable LimitKind limit) {
    int status = answer.status();
    ProblemType problem = answer.problem();
    if (problem == ProblemType.OVERLOADED) {
      return OVERLOADED;
    }
    if (status >= SERVER_ERRORS && problem != ProblemType.RATE_EXCEEDED) {
      return UNAVAILABLE;
    }
    if (limit != null) {
      return limit == LimitKind.CLIENT ? CLIENT_LIMIT : SENSOR_LIMIT;
    }
    return status == PARTIAL || status >= CLIENT_ERRORS ? INVALID : null;
  }
}
