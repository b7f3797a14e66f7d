package dev.tidewire.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.ingest.publish.BatchFate;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class FailureTest {
  @Test
  void whatNeverLeftTheProducerWasNotSent() {
    assertThat(Failure.of(new BufferExhaustedException("full"), false).fate())
        .isEqualTo(BatchFate.NOT_SENT);
    assertThat(Failure.of(new TimeoutException("no metadata"), false).fate())
        .isEqualTo(BatchFate.NOT_SENT);
  }

  @Test
  void whatLeftTheProducerMayHaveReachedKafka() {
    assertThat(Failure.of(new TimeoutException("expired"), true).fate())
        .isEqualTo(BatchFate.UNKNOWN);
    assertThat(Failure.of(new NotEnoughReplicasException("few"), true))
        .isEqualTo(Failure.NO_ACKNOWLEDGEMENT);
    assertThat(Failure.of(new IllegalStateException(), true)).isEqualTo(Failure.OTHER);
    assertThat(Failure.of(new TopicAuthorizationException("no"), true))
        .isEqualTo(Failure.NOT_ALLOWED);
  }

  @Test
  void whatIsTooLargeWillAlwaysBe() {
    assertThat(Failure.of(new RecordTooLargeException(), true).fate()).isEqualTo(BatchFate.REFUSED);
  }
}
