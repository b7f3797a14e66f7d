package dev.tidewire.platform.http;

import static java.util.Map.entry;

import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import java.util.Map;
import java.util.Objects;

/** What the HTTP server or the framework refuses a request with, as problems. */
public final class Refusal {
  /** The detail of each; {@code %s} is the path. No two of them have the same status. */
  private static final Map<ProblemType, String> DETAILS =
      Map.ofEntries(
          entry(
              ProblemType.MALFORMED_REQUEST,
              "The request line or a header field is not well-formed. The URI has to be"
                  + " percent-encoded UTF-8, HTTP/1.1 requires exactly one `Host`, and the length of a body"
                  + " is one number."),
          entry(
              ProblemType.NOT_FOUND,
              "There is nothing at %s. /q/openapi on the management port describes what there is."),
          entry(
              ProblemType.METHOD_NOT_ALLOWED,
              "%s does not accept this method; `Allow` lists those it accepts."),
          entry(
              ProblemType.NOT_ACCEPTABLE,
              "%s answers in none of the media types that `Accept` names."),
          entry(
              ProblemType.BODY_TIMEOUT, "The body did not arrive in time. Send the request again."),
          entry(ProblemType.BODY_TOO_LARGE, "The body is larger than this service accepts."),
          entry(ProblemType.URI_TOO_LONG, "The request line is longer than this service accepts."),
          entry(
              ProblemType.UNSUPPORTED_MEDIA_TYPE,
              "%s does not accept a body of this `Content-Type` or `Content-Encoding`. /q/openapi"
                  + " on the management port describes what it accepts."),
          entry(
              ProblemType.HEADERS_TOO_LARGE,
              "The header fields are larger than this service accepts."),
          entry(ProblemType.OVERLOADED, "The service has no room for this request now."),
          entry(
              ProblemType.INTERNAL_ERROR,
              "The service failed in a way it should not; its log has the cause."));

  private Refusal() {}

  /**
   * The problem of a request that was refused with this status. A client error keeps its status;
   * any other that is not in the table is a fault of the service.
   *
   * @param path the path of the request, for the detail
   */
  public static Problem of(int status, String path) {
    for (ProblemType type : DETAILS.keySet()) {
      if (type.status() == status) {
        return of(type, path);
      }
    }
    return status > 400 && status < 500
        ? Problem.ofStatus(status, "The service refuses this request.")
        : of(ProblemType.INTERNAL_ERROR, path);
  }

  /** The problem of a type that is refused before any route. */
  static Problem of(ProblemType type, String path) {
    return Problem.of(type, Objects.requireNonNull(DETAILS.get(type)).formatted(path));
  }

  /** The problem of a body that exceeds the limit. */
  static Problem tooLarge(long maxBytes) {
    return Problem.of(
        ProblemType.BODY_TOO_LARGE,
        "The body is larger than the %d bytes that this service accepts.".formatted(maxBytes));
  }
}
