package dev.tidewire.processing.http;

import java.util.List;

/**
 * Why a request got no answer, as RFC 9457 has it.
 *
 * @param type a stable URI, or {@code about:blank} when the status says it all
 * @param retryAfterSeconds when to try again; 0 when trying again will not help
 */
record Problem(
    String type,
    String title,
    int status,
    String detail,
    List<Violation> errors,
    int retryAfterSeconds) {
  static final String MEDIA_TYPE = "application/problem+json";

  private static final String TYPES = "https://tidewire.dev/problems/";

  /** The request breaks the rules that each violation names. */
  static Problem invalid(List<Violation> violations) {
    String detail =
        violations.size() == 1
            ? violations.get(0).detail()
            : violations.size() + " things are wrong; `errors` lists them.";
    return new Problem(TYPES + "invalid-request", "Invalid request", 400, detail, violations, 0);
  }

  /** There is no such letter. */
  static Problem unknownLetter(String id) {
    return new Problem(
        TYPES + "unknown-dead-letter",
        "Unknown dead letter",
        404,
        "There is no dead letter `" + id + "`. GET /v1/dead-letters lists them.",
        List.of(),
        0);
  }

  /** There is no such action. */
  static Problem unknownAction(String id) {
    return new Problem(
        TYPES + "unknown-action",
        "Unknown action",
        404,
        "There is no action `" + id + "`. GET /v1/dead-letters/actions lists them.",
        List.of(),
        0);
  }

  /** Another action runs. */
  static Problem busy() {
    return new Problem(
        TYPES + "action-running",
        "Another action runs",
        409,
        "Dead letters are redriven or discarded already, one thing at a time. Wait until it has"
            + " ended; GET /v1/dead-letters/actions tells how far it is.",
        List.of(),
        10);
  }

  /** The database does not answer, or not in time. */
  static Problem databaseUnavailable(String detail) {
    return new Problem(
        TYPES + "database-unavailable", "Database unavailable", 503, detail, List.of(), 2);
  }

  /** A status that needs no type of its own. */
  static Problem of(int status, String title, String detail) {
    return new Problem("about:blank", title, status, detail, List.of(), 0);
  }
}
