package dev.tidewire.ingest.kafka;

import dev.tidewire.contract.Topics;
import dev.tidewire.ingest.publish.BatchFate;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;

/** Why a batch was not acknowledged, and what that means for the sender. */
enum Failure {
  /** More waits to be sent than the producer has memory for. */
  NO_ROOM(BatchFate.NOT_SENT, "More readings are on their way to Kafka than there is room for."),
  /** The topic's partitions are unknown. */
  NO_TOPIC(BatchFate.NOT_SENT, "No Kafka broker knows where the readings' topic is."),
  /** Not acknowledged in time. */
  NO_ACKNOWLEDGEMENT(BatchFate.UNKNOWN, "Kafka did not acknowledge in time."),
  /** The topic's limit is lower than the services expect. */
  TOO_LARGE(
      BatchFate.REFUSED,
      "Kafka's topic refuses a batch as too large: its max.message.bytes was lowered."),
  /** Kafka does not let this service write. */
  NOT_ALLOWED(BatchFate.UNKNOWN, "Kafka does not allow this service to write the topic."),
  /** Kafka does not let this service in, or this service does not trust Kafka. */
  NOT_LET_IN(
      BatchFate.NOT_SENT,
      "Kafka does not let this service in: the user, the password or the trust in its certificate is"
          + " wrong."),
  /** Anything else; the broker may have the batch. */
  OTHER(BatchFate.UNKNOWN, "Kafka failed to acknowledge the readings.");

  private final BatchFate fate;
  private final String reason;

  Failure(BatchFate fate, String reason) {
    this.fate = fate;
    this.reason = reason;
  }

  /**
   * @param sent whether the producer took the batch before it failed
   */
  static Failure of(Exception e, boolean sent) {
    if (e instanceof BufferExhaustedException) {
      return NO_ROOM;
    }
    if (e instanceof RecordTooLargeException) {
      return TOO_LARGE;
    }
    if (e instanceof AuthorizationException) {
      return NOT_ALLOWED;
    }
    if (e instanceof AuthenticationException && !sent) {
      return NOT_LET_IN;
    }
    if (!sent) {
      return NO_TOPIC;
    }
    return e instanceof ApiException && e instanceof RetriableException
        ? NO_ACKNOWLEDGEMENT
        : OTHER;
  }

  BatchFate fate() {
    return fate;
  }

  String reason() {
    return reason;
  }

  /** Whether it lasts until somebody mends it, and is not a passing effect of an outage. */
  boolean isLasting() {
    return this == NOT_ALLOWED || this == NOT_LET_IN;
  }

  /** What an operator can do about it, as a further sentence; nothing where that is not known. */
  String remedy() {
    return switch (this) {
      case NOT_ALLOWED ->
          ". Let the user of kafka.sasl.jaas.config describe and write "
              + Topics.READINGS.topicName();
      case NOT_LET_IN ->
          ". Check kafka.sasl.jaas.config (user and password), kafka.ssl.truststore.location (the"
              + " authority of the brokers' certificates) and the names in those certificates";
      case NO_ROOM, NO_TOPIC, NO_ACKNOWLEDGEMENT, TOO_LARGE, OTHER -> "";
    };
  }
}
