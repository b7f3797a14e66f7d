package dev.tidewire.processing.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.DeadLetterReason;
import dev.tidewire.contract.Malformed;
import dev.tidewire.processing.intake.Poll.UndecodableRecord;
import dev.tidewire.processing.intake.SourceRecord;
import dev.tidewire.processing.store.StoreMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class DeadLetterTopicTest {
  private static final int WINDOW = 200;

  private final MockProducer<byte[], byte[]> kafka =
      new MockProducer<>(
          false, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
  private final StoreMetrics metrics = new StoreMetrics(new SimpleMeterRegistry());
  private final AtomicInteger windows = new AtomicInteger();
  private final DeadLetterTopic topic =
      new DeadLetterTopic(new LetterProducer(kafka), metrics, Clock.systemUTC());

  @Test
  void letters_areSentWithoutWaitingForEach_andNoMoreThanAWindowAtATime() {
    // When
    UniAssertSubscriber<Void> written = write(WINDOW + 1);

    // Then
    assertThat(kafka.history()).hasSize(WINDOW);
    assertThat(sources()).isEqualTo(IntStream.range(0, WINDOW).boxed().toList());
    answer(WINDOW);
    assertThat(kafka.history()).hasSize(WINDOW + 1);
    written.assertNotTerminated();
    answer(1);
    written.assertCompleted();
    assertThat(metrics.deadLettersTotal()).isEqualTo(WINDOW + 1);
  }

  @Test
  void letterThatIsNotAcknowledged_isSentAgainAndNoOther() {
    // Given
    UniAssertSubscriber<Void> written = write(3);

    // When
    kafka.completeNext();
    kafka.errorNext(new TimeoutException("too slow"));
    kafka.completeNext();

    // Then
    await().until(() -> kafka.history().size() == 4);
    assertThat(sources()).containsExactly(0, 1, 2, 1);
    assertThat(topic.outage()).isPresent();
    written.assertNotTerminated();
    kafka.completeNext();
    written.assertCompleted();
    assertThat(topic.outage()).isEmpty();
  }

  @Test
  void eachWindow_isProgress() {
    // Given
    write(2 * WINDOW + 1);

    // When
    answer(WINDOW);
    int one = windows.get();
    answer(WINDOW - 1);

    // Then
    assertThat(one).isOne();
    assertThat(windows).hasValue(1);
    answer(1);
    assertThat(windows).hasValue(2);
    answer(1);
    assertThat(windows).hasValue(3);
  }

  private UniAssertSubscriber<Void> write(int letters) {
    List<UndecodableRecord> undecodable =
        IntStream.range(0, letters)
            .mapToObj(
                i ->
                    new UndecodableRecord(
                        new SourceRecord("topic", 3, i, i + 1, 0, null, null, 0, null),
                        new Malformed(DeadLetterReason.UNDECODABLE, "no batch")))
            .toList();
    return topic
        .write(undecodable, List.of(), Runnable::run, windows::incrementAndGet)
        .subscribe()
        .withSubscriber(UniAssertSubscriber.create());
  }

  private void answer(int letters) {
    for (int i = 0; i < letters; i++) {
      assertThat(kafka.completeNext()).isTrue();
    }
  }

  private List<Integer> sources() {
    return kafka.history().stream().map(DeadLetterTopicTest::offset).toList();
  }

  private static int offset(ProducerRecord<byte[], byte[]> record) {
    return Integer.parseInt(
        new String(record.headers().lastHeader("tidewire-dead-letter-offset").value()));
  }
}
