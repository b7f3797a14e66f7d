package dev.tidewire.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidewire.contract.Headers;
import dev.tidewire.contract.Topics;
import dev.tidewire.contract.receipt.Place;
import dev.tidewire.contract.receipt.Receipt;
import dev.tidewire.ingest.batch.EncodedBatch;
import dev.tidewire.ingest.publish.PublishOutcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class KafkaPublisherTest {
  private static final EncodedBatch FIRST = new EncodedBatch(3, new byte[] {1}, 10);
  private static final EncodedBatch SECOND = new EncodedBatch(7, new byte[] {2}, 20);
  private static final EncodedBatch THIRD = new EncodedBatch(3, new byte[] {3}, 40);

  private final MockKafka kafka = new MockKafka();
  private final List<PublishOutcome> outcomes = new ArrayList<>();

  @Test
  void batchesGoToTheirPartitions_inOrder_withoutAKey() {
    // When
    publish(FIRST, SECOND, THIRD);

    // Then
    assertThat(kafka.sent())
        .extracting(ProducerRecord::partition, ProducerRecord::value)
        .containsExactly(
            tuple(3, FIRST.bytes()), tuple(7, SECOND.bytes()), tuple(3, THIRD.bytes()));
    assertThat(kafka.sent())
        .allSatisfy(
            sent -> {
              assertThat(sent.topic()).isEqualTo(Topics.READINGS.topicName());
              assertThat(sent.key()).isNull();
              assertThat(sent.headers().lastHeader(Headers.CONTENT_TYPE).value())
                  .asString(StandardCharsets.UTF_8)
                  .isEqualTo(Headers.CONTENT_TYPE_BATCH);
            });
  }

  @Test
  void outcomeIsReportedOnce_whenTheLastBatchIsAcknowledged() {
    // Given
    publish(FIRST, SECOND, THIRD);

    // When
    kafka.acknowledge();
    kafka.acknowledge();
    assertThat(outcomes).isEmpty();
    kafka.acknowledge();

    // Then
    assertThat(outcomes).containsExactly(new PublishOutcome(70, 0, 0, 0, ""));
    assertThat(kafka.unacknowledged()).isZero();
  }

  @Test
  void receipt_namesEveryRecord() {
    // Given
    UUID topic = UUID.randomUUID();
    kafka.withTopic(topic);
    publish(FIRST, SECOND, THIRD);

    // When
    kafka.acknowledge();
    kafka.acknowledge();
    kafka.acknowledge();

    // Then
    Receipt receipt = Objects.requireNonNull(outcomes.get(0).receipt());
    assertThat(receipt.isOf(topic)).isTrue();
    assertThat(receipt.places()).containsExactly(new Place(3, 0), new Place(3, 1), new Place(7, 0));
  }

  @Test
  void whatIsNotAllAcknowledged_hasNoReceipt() {
    // Given
    kafka.withTopic(UUID.randomUUID());
    publish(FIRST, SECOND);

    // When
    kafka.acknowledge();
    kafka.fail(new TimeoutException("expired"));

    // Then
    assertThat(outcomes.get(0).receipt()).isNull();
  }

  @Test
  void batchThatIsNotAcknowledged_mayBeThere_andTheOthersAre() {
    // Given
    publish(FIRST, SECOND);

    // When
    kafka.acknowledge();
    kafka.fail(new TimeoutException("expired"));

    // Then
    assertThat(outcomes)
        .containsExactly(new PublishOutcome(10, 20, 0, 0, "Kafka did not acknowledge in time."));
    assertThat(kafka.unacknowledged()).isEqualTo(20);
    assertThat(kafka.state().hasFailedLately()).isTrue();
  }

  @Test
  void batchThatFailsOnTheSendingThread_wasNotSent() {
    // Given
    kafka.failNext(new TimeoutException("no metadata"));

    // When
    publish(FIRST);

    // Then
    assertThat(outcomes)
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.notSent()).isEqualTo(10);
              assertThat(outcome.unknown()).isZero();
            });
  }

  @Test
  void lackOfRoom_isNoFailureOfKafka() {
    // Given
    kafka.failNext(new BufferExhaustedException("full"));

    // When
    publish(FIRST);

    // Then
    assertThat(outcomes).singleElement().extracting(PublishOutcome::notSent).isEqualTo(10);
    assertThat(kafka.state().hasFailedLately()).isFalse();
  }

  @Test
  void batchesOfALargeRequest_goAFewMegabytesAtATime() {
    // Given
    EncodedBatch[] batches = new EncodedBatch[10];
    for (int i = 0; i < batches.length; i++) {
      batches[i] = new EncodedBatch(i, new byte[PacedSend.WINDOW / 3], 1);
    }

    // When
    publish(batches);

    // Then
    assertThat(kafka.sent()).hasSize(3);
    for (int i = 0; i < batches.length; i++) {
      kafka.acknowledge();
      assertThat(kafka.sent()).hasSize(Math.min(batches.length, 4 + i));
    }
    assertThat(kafka.sent()).extracting(ProducerRecord::partition).isSorted();
    assertThat(outcomes).containsExactly(new PublishOutcome(10, 0, 0, 0, ""));
  }

  @Test
  void batchWithoutRoom_isSentWhenOthersOfItsRequestHaveGone() {
    // Given
    publish(FIRST);
    kafka.failNext(new BufferExhaustedException("full"));

    // When
    publish(SECOND);
    kafka.acknowledge();

    // Then
    assertThat(outcomes).extracting(PublishOutcome::notSent).containsExactly(20, 0);
    outcomes.clear();

    // When
    publishWhileTheSecondFindsNoRoom();
    assertThat(kafka.sent()).hasSize(2);
    kafka.acknowledge();

    // Then
    assertThat(kafka.sent()).hasSize(4);
    kafka.acknowledge();
    kafka.acknowledge();
    assertThat(outcomes).containsExactly(new PublishOutcome(70, 0, 0, 0, ""));
  }

  private void publishWhileTheSecondFindsNoRoom() {
    kafka.failAfter(1, new BufferExhaustedException("full"));
    publish(FIRST, SECOND, THIRD);
  }

  @Test
  void failureOfABatchThatWasSentLater_mayBeThere() {
    // Given
    EncodedBatch large = new EncodedBatch(1, new byte[PacedSend.WINDOW], 5);
    publish(large, SECOND);
    kafka.acknowledge();

    // When
    kafka.fail(new TimeoutException("expired"));

    // Then
    assertThat(outcomes)
        .containsExactly(new PublishOutcome(5, 20, 0, 0, "Kafka did not acknowledge in time."));
  }

  @Test
  void batchThatIsTooLarge_isRefused() {
    // Given
    publish(FIRST);

    // When
    kafka.fail(new RecordTooLargeException("large"));

    // Then
    assertThat(outcomes).singleElement().extracting(PublishOutcome::refused).isEqualTo(10);
  }

  @Test
  void nothingIsSent_whileDeliveriesFailAndNoBrokerIsConnected() {
    // Given
    publish(FIRST);
    kafka.fail(new TimeoutException("expired"));
    kafka.disconnect();
    outcomes.clear();

    // When
    publish(SECOND, THIRD);

    // Then
    assertThat(kafka.sent()).hasSize(1);
    assertThat(outcomes)
        .containsExactly(new PublishOutcome(0, 0, 60, 0, "No Kafka broker can be reached."));
  }

  @Test
  void acknowledgement_endsAFailure() {
    // Given
    publish(FIRST, SECOND);
    kafka.fail(new TimeoutException("expired"));

    // When
    kafka.acknowledge();

    // Then
    assertThat(kafka.state().hasFailedLately()).isFalse();
  }

  @Test
  void producerThatThrows_isBroken_andEveryBatchIsAnswered() {
    // Given
    kafka.producer().sendException = new KafkaException("fenced");

    // When
    publish(FIRST, SECOND);

    // Then
    assertThat(outcomes)
        .containsExactly(new PublishOutcome(0, 0, 30, 0, "The Kafka producer has failed."));
    assertThat(kafka.state().brokenBecause()).isEqualTo("fenced");
  }

  private void publish(EncodedBatch... batches) {
    kafka.publisher().publish(List.of(batches), outcomes::add);
  }
}
