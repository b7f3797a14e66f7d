package dev.tidewire.platform.problem;

import java.util.Locale;
import java.util.Map;

/** The types of problem that Tidewire answers with: the one table from type to status. */
public enum ProblemType {
  /** The request is not well-formed HTTP. */
  MALFORMED_REQUEST(400, "The request is not well-formed"),
  /** A parameter of the query is unknown, repeated, missing or has a bad value. */
  INVALID_PARAMETER(400, "A query parameter is wrong"),
  /** The body is well-formed, but a member is unknown, missing or has a bad value. */
  INVALID_REQUEST(400, "The request's body is wrong"),
  /** The body as a whole cannot be read. */
  UNREADABLE_BODY(400, "The body cannot be read"),
  /** The body could be read, but no reading in it was accepted. */
  INVALID_READINGS(400, "No reading was accepted"),
  /** The HTTP layer refuses the request; what is known is its status, another client error. */
  REFUSED(400, "The request is refused"),
  /** The text is no token of a receipt, or it is damaged. */
  INVALID_RECEIPT(400, "The receipt's token is wrong"),
  /** The header Idempotency-Key holds no key. */
  INVALID_IDEMPOTENCY_KEY(400, "The Idempotency-Key is wrong"),
  /** The request does not show who sends it. */
  UNAUTHENTICATED(401, "The request has no valid credential"),
  /** The credential is valid, but does not allow this. */
  FORBIDDEN(403, "The credential does not allow this"),
  /** The path leads nowhere. */
  NOT_FOUND(404, "There is nothing here"),
  /** No series of the sensor is stored. */
  UNKNOWN_SENSOR(404, "The sensor is unknown"),
  /** The sensor is known, but it never measured the metric. */
  UNKNOWN_METRIC(404, "The metric is unknown"),
  /** No dead letter has the id. */
  UNKNOWN_DEAD_LETTER(404, "The dead letter is unknown"),
  /** No action on dead letters has the id. */
  UNKNOWN_ACTION(404, "The action is unknown"),
  /** The path exists, but it does not take the method. */
  METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
  /** The client accepts none of the media types in which the answer can be written. */
  NOT_ACCEPTABLE(406, "The answer cannot be written in an accepted media type"),
  /** The body did not arrive in time. */
  BODY_TIMEOUT(408, "The body did not arrive in time"),
  /** Another action on dead letters is running. */
  ACTION_RUNNING(409, "Another action is running", 10),
  /** What an operator has ordered to be done with what is stored is running. */
  MERGE_RUNNING(409, "Another order is running", 10),
  /** The request that came first with the same Idempotency-Key has no answer yet. */
  REQUEST_IN_PROGRESS(409, "The same request is in progress", 2),
  /** The records that the token names are of another topic than the present one. */
  UNKNOWN_RECEIPT(410, "The receipt is of another topic"),
  /** The body, or what it unpacks to, is too large. */
  BODY_TOO_LARGE(413, "The body is too large"),
  /** The request line is too long. */
  URI_TOO_LONG(414, "The URI is too long"),
  /** The content type or the content coding is not one of those accepted. */
  UNSUPPORTED_MEDIA_TYPE(415, "The body is of a type that is not accepted"),
  /** The Idempotency-Key came first with another request. */
  IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key is that of another request"),
  /** The caller has asked for as much as it may. */
  LIMIT_REACHED(429, "The limit of the credential is reached", 1),
  /** More readings have come than may, of the caller or of a sensor. */
  RATE_EXCEEDED(429, "More readings than the limit allows", 1),
  /** Too many credentials from the address of the request were not valid. */
  TOO_MANY_FAILED_LOGINS(429, "Too many invalid credentials", 60),
  /** The header fields are too large. */
  HEADERS_TOO_LARGE(431, "The header fields are too large"),
  /** A stored row that the answer needs is damaged. */
  DAMAGED(500, "What is stored is damaged"),
  /** A fault of the service. */
  INTERNAL_ERROR(500, "The service failed"),
  /** More is in progress than the service has room for. */
  OVERLOADED(503, "The service is at its limit", 1),
  /** Kafka did not acknowledge. */
  KAFKA_UNAVAILABLE(503, "The readings could not be handed to Kafka", 2),
  /** The audit cannot be read, or what has to be recorded before it begins cannot be recorded. */
  AUDIT_UNAVAILABLE(503, "The audit is unavailable", 2),
  /** The database does not answer, or not in time. */
  DATABASE_UNAVAILABLE(503, "The database is unavailable", 2),
  /** Not all is stored of what the answer is to come after. */
  NOT_STORED_YET(503, "Not all is stored yet", 1),
  /** The provider of tokens has not told its keys yet, so no token can be checked. */
  PROVIDER_UNAVAILABLE(503, "Tokens cannot be checked", 2),
  /** The service is shutting down. */
  SHUTTING_DOWN(503, "The service is shutting down", 2);

  private static final String BASE = "https://tidewire.dev/problems/";

  private final int status;
  private final String title;
  private final int retryAfterSeconds;
  private final String code;

  ProblemType(int status, String title) {
    this(status, title, 0);
  }

  ProblemType(int status, String title, int retryAfterSeconds) {
    this.status = status;
    this.title = title;
    this.retryAfterSeconds = retryAfterSeconds;
    this.code = name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** A title that is the same for every problem of this type. */
  public String title() {
    return title;
  }

  /** What metrics call this type: lower-case words joined by hyphens. */
  public String code() {
    return code;
  }

  /** The URI that names this type. */
  public String uri() {
    return BASE + code;
  }

  /**
   * The header fields that belong to an answer of this type: {@code Retry-After} where the same
   * request may succeed later, and {@code WWW-Authenticate} where it needs a credential (RFC 9110,
   * section 11.6.1).
   */
  public Map<String, String> headers() {
    if (this == UNAUTHENTICATED) {
      return Map.of("WWW-Authenticate", "Bearer realm=\"tidewire\"");
    }
    return retryAfterSeconds > 0
        ? Map.of("Retry-After", Integer.toString(retryAfterSeconds))
        : Map.of();
  }
}
