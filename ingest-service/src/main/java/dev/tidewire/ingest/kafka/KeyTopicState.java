package dev.tidewire.ingest.kafka;

import dev.tidewire.contract.Topics;
import dev.tidewire.platform.broker.BrokerFailure;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells operators, once for each reason, why the topic of keys cannot be written or read. */
final class KeyTopicState {
  private static final Logger LOG = Logger.getLogger(KeyTopicState.class);
  private static final String TOPIC = Topics.IDEMPOTENCY.topicName();

  private volatile @Nullable String told;

  void works() {
    if (told != null) {
      LOG.infof("The topic %s can be used again", TOPIC);
      told = null;
    }
  }

  synchronized void failed(Exception failure) {
    String what = BrokerFailure.of(failure);
    if (!what.equals(told)) {
      LOG.warnf(
          "Requests with an Idempotency-Key are refused, and no others, because the topic %s cannot"
              + " be used: %s%s",
          TOPIC, what, remedy(failure));
      told = what;
    }
  }

  private static String remedy(Exception failure) {
    if (failure instanceof AuthorizationException) {
      return ". Let the user of kafka.sasl.jaas.config describe, read and write " + TOPIC;
    }
    return failure instanceof RetriableException
        ? ". If Kafka is there, create the topic as docs/operations.md says"
        : "";
  }
}
