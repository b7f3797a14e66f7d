package dev.tidewire.ingest.idempotency;

import dev.tidewire.contract.Topics;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;

/** The problems of requests with a key. */
public final class KeyProblems {
  /** The header holds no key. */
  public static final Problem MALFORMED =
      Problem.of(
          ProblemType.INVALID_IDEMPOTENCY_KEY,
          "The header Idempotency-Key must be one key of 1 to %d visible ASCII characters, like \"8e03978e-40d5-43e8-bc93-6894a57f9324\", with or without the quotation marks. Nothing was accepted."
              .formatted(KeyText.LONGEST));

  static final Problem IN_PROGRESS =
      Problem.of(
          ProblemType.REQUEST_IN_PROGRESS,
          "The request that came first with this Idempotency-Key has no answer yet. Send this one again in a moment to get it.");

  static final Problem OTHER_REQUEST =
      Problem.of(
          ProblemType.IDEMPOTENCY_KEY_REUSED,
          "This Idempotency-Key came first with another request: its body, its query, or its Content-Type, Content-Encoding or ce- headers were others. Nothing of this one was accepted. Send it with a key of its own.");

  static final Problem UNKNOWN =
      Problem.of(
          ProblemType.KAFKA_UNAVAILABLE,
          "Kafka's topic %s did not tell in time whether this Idempotency-Key was used before. Nothing of this request was accepted. Send it again, with the same key."
              .formatted(Topics.IDEMPOTENCY.topicName()));

  private KeyProblems() {}
}
