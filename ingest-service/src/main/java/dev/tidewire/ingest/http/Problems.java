package dev.tidewire.ingest.http;

import dev.tidewire.contract.Topics;
import dev.tidewire.ingest.answer.Problem;
import dev.tidewire.ingest.answer.ProblemType;

/** The problems that are always the same. */
final class Problems {
  static final Problem OVERLOADED =
      Problem.of(
          ProblemType.OVERLOADED,
          "More is in flight than this service has room for; nothing of this request was stored.");
  static final Problem NO_TOPIC =
      Problem.of(
          ProblemType.KAFKA_UNAVAILABLE,
          "Since this service started, no Kafka broker has told where the topic %s is; nothing was stored."
              .formatted(Topics.READINGS.topicName()));
  static final Problem SHUTTING_DOWN =
      Problem.of(
          ProblemType.SHUTTING_DOWN, "Nothing of this request was stored; another instance may.");
  static final Problem METHOD_NOT_ALLOWED =
      Problem.of(ProblemType.METHOD_NOT_ALLOWED, "Readings are sent with POST.");
  static final Problem NOT_FOUND =
      Problem.of(ProblemType.NOT_FOUND, "Readings are sent with POST to /v1/readings.");
  static final Problem FAULT =
      Problem.of(
          ProblemType.INTERNAL_ERROR,
          "A fault of this service; its log says more. Readings may or may not be stored; sending"
              + " them again does no harm.");

  private Problems() {}
}
