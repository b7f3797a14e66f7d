package dev.tidewire.ingest.answer;

import java.util.Locale;

/** The kinds of problem that this service answers with: the one table from kind to status. */
public enum ProblemType {
  /** The body as a whole cannot be read. */
  UNREADABLE_BODY(400, "The body cannot be read"),
  /** The body could be read, but nothing of it is taken. */
  INVALID_READINGS(400, "No reading was accepted"),
  /** A query parameter is unknown, repeated or has a bad value. */
  INVALID_PARAMETER(400, "A query parameter is wrong"),
  /** No such path. */
  NOT_FOUND(404, "There is nothing here"),
  /** The path exists, the method does not. */
  METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
  /** The body did not arrive in time. */
  BODY_TIMEOUT(408, "The body did not arrive in time"),
  /** The body, or what it unpacks to, is too large. */
  BODY_TOO_LARGE(413, "The body is too large"),
  /** The content type or encoding is not one of those accepted. */
  UNSUPPORTED_MEDIA_TYPE(415, "The body is of a type that is not accepted"),
  /** A fault of this service. */
  INTERNAL_ERROR(500, "The service failed"),
  /** More is in flight than the service has room for. */
  OVERLOADED(503, "The service is at its limit"),
  /** Kafka did not acknowledge. */
  KAFKA_UNAVAILABLE(503, "The readings could not be handed to Kafka"),
  /** The service is on its way down. */
  SHUTTING_DOWN(503, "The service is shutting down");

  private static final String BASE = "https://tidewire.dev/problems/";

  private final int status;
  private final String title;
  private final String code;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
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

  /** Whether the same request may succeed a little later. */
  public boolean passesByItself() {
    return status == 503;
  }
}
