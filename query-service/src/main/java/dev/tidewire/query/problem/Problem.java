package dev.tidewire.query.problem;

import java.util.List;

/**
 * Why a request got no answer.
 *
 * @param type a stable URI, or {@code about:blank} when the status says it all
 * @param retryAfterSeconds when to try again; 0 when trying again will not help
 */
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    List<Violation> errors,
    int retryAfterSeconds) {
  /** The media type of a rendered problem. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final String TYPES = "https://tidewire.dev/problems/";

  /** The parameters break the rules that each violation names. */
  public static Problem invalidParameters(List<Violation> violations) {
    String detail =
        violations.size() == 1
            ? violations.get(0).detail()
            : violations.size() + " parameters are wrong; `errors` lists them.";
    return new Problem(
        TYPES + "invalid-parameter", "Invalid parameter", 400, detail, violations, 0);
  }

  /** The request touches more series than one request may. */
  public static Problem tooManySeries(int series, int maxSeries) {
    return invalidParameters(
        List.of(
            new Violation(
                "metric",
                "The request is about %d series, but may be about %d: name the metrics, or fewer sensors."
                    .formatted(series, maxSeries))));
  }

  /** Nothing is known of the sensor. */
  public static Problem unknownSensor(String detail) {
    return new Problem(TYPES + "unknown-sensor", "Unknown sensor", 404, detail, List.of(), 0);
  }

  /** The sensor is known, but never measured the metric. */
  public static Problem unknownMetric(String detail) {
    return new Problem(TYPES + "unknown-metric", "Unknown metric", 404, detail, List.of(), 0);
  }

  /** The database does not answer, or not in time. */
  public static Problem databaseUnavailable(String detail) {
    return new Problem(
        TYPES + "database-unavailable", "Database unavailable", 503, detail, List.of(), 2);
  }

  /** As much is going on as the service has room for. */
  public static Problem overloaded(String detail) {
    return new Problem(TYPES + "overloaded", "Overloaded", 503, detail, List.of(), 1);
  }

  /** A status that needs no type of its own. */
  public static Problem of(int status, String title, String detail) {
    return new Problem("about:blank", title, status, detail, List.of(), 0);
  }
}
