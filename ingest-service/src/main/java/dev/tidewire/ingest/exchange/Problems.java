package dev.tidewire.ingest.exchange;

import dev.tidewire.contract.Topics;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import java.time.Duration;

/** The problems that do not depend on what a body holds. */
public final class Problems {
  /** No room for the request. */
  public static final Problem OVERLOADED =
      Problem.of(
          ProblemType.OVERLOADED,
          "More is in flight than this service has room for; nothing of this request was"
              + " accepted. Send it again in a moment.");

  /** Others have the room of the request. */
  static final Problem DISPLACED =
      Problem.of(
          ProblemType.OVERLOADED,
          "Other requests needed the room of this one, whose body had not arrived; nothing of it was"
              + " accepted. Send it again in a moment, and the body together with its head.");

  /** The topic has never been found. */
  public static final Problem NO_TOPIC =
      Problem.of(
          ProblemType.KAFKA_UNAVAILABLE,
          "Since this service started, it has found no Kafka broker that knows the topic %s, so nothing was accepted. Check that Kafka is running and that the topic exists; send the readings again then."
              .formatted(Topics.READINGS.topicName()));

  /** Where the readings of a sensor belong is not known for some seconds. */
  public static final Problem TOPIC_IN_DOUBT =
      Problem.of(
          ProblemType.KAFKA_UNAVAILABLE,
          "The topic %s has fewer partitions than before, so it was created again. Nothing is accepted until this is certain; send the readings again after some seconds."
              .formatted(Topics.READINGS.topicName()));

  /** The service admits no more requests. */
  public static final Problem SHUTTING_DOWN =
      Problem.of(
          ProblemType.SHUTTING_DOWN,
          "This instance accepts no more requests; nothing of this one was accepted. Send it again,"
              + " to another instance.");

  /** What allowed the request has ended in the meantime. */
  static final Problem REVOKED =
      Problem.of(
          ProblemType.UNAUTHENTICATED,
          "The credential ended before the body was complete; nothing of it was accepted.");

  /** A bug. */
  public static final Problem FAULT =
      Problem.of(
          ProblemType.INTERNAL_ERROR,
          "A fault of this service; its log says more. Readings may or may not have been"
              + " accepted; sending them again does no harm.");

  private Problems() {}

  /** The path takes only another method. */
  public static Problem methodNotAllowed(String method) {
    return Problem.of(
        ProblemType.METHOD_NOT_ALLOWED, "Readings are sent here with %s.".formatted(method));
  }

  /** The body is larger than allowed. */
  public static Problem tooLarge(long maxBody) {
    return Problem.of(
        ProblemType.BODY_TOO_LARGE,
        "The body is larger than %d bytes; nothing was accepted. Send it in smaller pieces."
            .formatted(maxBody));
  }

  /** No answer was found in time, whoever is at fault. */
  static Problem overdue(Duration answerTimeout) {
    return Problem.of(
        ProblemType.KAFKA_UNAVAILABLE,
        "There was no result after %d ms. Readings may or may not have been accepted; sending them again does no harm."
            .formatted(answerTimeout.toMillis()));
  }

  static Problem late(Duration bodyTimeout) {
    return Problem.of(
        ProblemType.BODY_TIMEOUT,
        "The body was not complete after %d ms, so nothing was accepted. Send it faster, or in smaller pieces."
            .formatted(bodyTimeout.toMillis()));
  }
}
