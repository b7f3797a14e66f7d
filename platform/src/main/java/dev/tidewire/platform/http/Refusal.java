package dev.tidewire.platform.http;

import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;

/** What a status means that the HTTP server or the framework refuses a request with. */
public final class Refusal {
  private Refusal() {}

  /**
   * The problem to answer with.
   *
   * @param path the path of the request, for the detail
   */
  public static Problem of(int status, String path) {
    ProblemType type = type(status);
    return Problem.of(type, detail(type, path));
  }

  /** The problem of a body that exceeds the limit. */
  public static Problem tooLarge(long maxBytes) {
    return Problem.of(
        ProblemType.BODY_TOO_LARGE,
        "The body is larger than the %d bytes that this service takes.".formatted(maxBytes));
  }

  private static ProblemType type(int status) {
    return switch (status) {
      case 404 -> ProblemType.NOT_FOUND;
      case 405 -> ProblemType.METHOD_NOT_ALLOWED;
      case 406 -> ProblemType.NOT_ACCEPTABLE;
      case 408 -> ProblemType.BODY_TIMEOUT;
      case 413 -> ProblemType.BODY_TOO_LARGE;
      case 414 -> ProblemType.URI_TOO_LONG;
      case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
      case 431 -> ProblemType.HEADERS_TOO_LARGE;
      case 503 -> ProblemType.OVERLOADED;
      default ->
          status >= 400 && status < 500
              ? ProblemType.MALFORMED_REQUEST
              : ProblemType.INTERNAL_ERROR;
    };
  }

  private static String detail(ProblemType type, String path) {
    return switch (type) {
      case NOT_FOUND -> "There is nothing at " + path + ". /q/openapi describes what there is.";
      case METHOD_NOT_ALLOWED -> path + " does not take this method; `Allow` lists those it takes.";
      case NOT_ACCEPTABLE -> path + " answers in none of the media types that `Accept` names.";
      case BODY_TOO_LARGE -> "The body is larger than this service takes.";
      case URI_TOO_LONG -> "The request line is longer than this service takes.";
      case UNSUPPORTED_MEDIA_TYPE ->
          path
              + " does not take a body of this `Content-Type`. /q/openapi describes what it takes.";
      case HEADERS_TOO_LARGE -> "The header fields are larger than this service takes.";
      case OVERLOADED -> "The service has no room for this request now.";
      case INTERNAL_ERROR -> "The service failed in a way it should not; its log has the cause.";
      default ->
          "The request line or a header field is not well-formed. The URI has to be"
              + " percent-encoded, and HTTP/1.1 requires exactly one `Host`.";
    };
  }
}
