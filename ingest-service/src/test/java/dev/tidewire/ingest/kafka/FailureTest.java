package dev.tidewire.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.ingest.publish.BatchFate;
import java.util.List;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
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
  void whoIsNotLetIn_hasSentNothing_andReadsWhatToMend() {
    for (Exception failure :
        List.of(
            new SaslAuthenticationException("invalid credentials"),
            new SslAuthenticationException("SSL handshake failed"))) {
      assertThat(Failure.of(failure, false)).isEqualTo(Failure.NOT_LET_IN);
    }
    assertThat(Failure.NOT_LET_IN.fate()).isEqualTo(BatchFate.NOT_SENT);
    assertThat(Failure.NOT_LET_IN.remedy())
        .contains("kafka.sasl.jaas.config", "kafka.ssl.truststore.location");
    assertThat(Failure.NOT_ALLOWED.remedy()).contains("tidewire.readings.v1");
  }

  @Test
  void whatIsTooLargeWillAlwaysBe() {
    assertThat(Failure.of(new RecordTooLargeException(), true).fate()).isEqualTo(BatchFate.REFUSED);
  }
}
