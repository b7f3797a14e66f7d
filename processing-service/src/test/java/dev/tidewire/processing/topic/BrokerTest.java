package dev.tidewire.processing.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.Topics;
import dev.tidewire.processing.store.Outage;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BrokerTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final UUID ID = UUID.randomUUID();

  private final Answers answers = new Answers();
  private final Broker broker = new Broker(answers, Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void silentBroker_isAnOutageUntilItAnswers() {
    // Given
    answers.failure = new TimeoutException("Call(callName=describeTopics, tries=1) timed out");

    // When
    UniAssertSubscriber<UUID> asker = ask();

    // Then
    await().until(() -> outage(Topics.READINGS) != null);
    assertThat(outage(Topics.READINGS))
        .extracting(Outage::since, Outage::cause)
        .containsExactly(NOW, "Kafka does not answer within 5 s");
    assertThat(outage(Topics.DEAD_LETTERS)).isNull();

    // When
    answers.failure = null;

    // Then
    asker.awaitItem().assertItem(ID);
    assertThat(outage(Topics.READINGS)).isNull();
  }

  @Test
  void askerThatDoesNotWaitAnyLonger_leavesNoOutage() {
    // Given
    answers.failure = new UnknownTopicOrPartitionException("no such topic");
    UniAssertSubscriber<UUID> asker = ask();
    await().until(() -> outage(Topics.READINGS) != null);

    // When
    asker.cancel();

    // Then
    assertThat(outage(Topics.READINGS)).isNull();
  }

  @Test
  void partitionsThatTheTopicDoesNotHave_areLeftOut() {
    assertThat(broker.bounds(Topics.READINGS, Set.of(1, 2, 3)).await().indefinitely())
        .containsOnlyKeys(1);
  }

  private UniAssertSubscriber<UUID> ask() {
    return broker.id(Topics.READINGS).subscribe().withSubscriber(UniAssertSubscriber.create());
  }

  private @Nullable Outage outage(Topics topic) {
    return broker.outage(topic).orElse(null);
  }

  /** Of a topic with two partitions. */
  private static final class Answers implements BrokerCalls {
    private volatile @Nullable RuntimeException failure;

    @Override
    public Uni<TopicNow> describe(Topics topic) {
      RuntimeException now = failure;
      return now == null
          ? Uni.createFrom().item(new TopicNow(ID, Set.of(0, 1)))
          : Uni.createFrom().failure(now);
    }

    @Override
    public Uni<Map<Integer, Bounds>> bounds(Topics topic, Set<Integer> partitions) {
      return Uni.createFrom()
          .item(
              partitions.stream()
                  .collect(Collectors.toMap(one -> one, one -> new Bounds(0, 1, 1))));
    }

    @Override
    public Uni<Map<Integer, GroupOffset>> committed(String group, Topics topic) {
      return Uni.createFrom().item(Map.of());
    }
  }
}
