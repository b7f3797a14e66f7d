package dev.tidewire.platform.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.platform.broker.ReadingsBroker.Topic;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TopicWatchTest {
  private static final Topic FIRST = new Topic(UUID.randomUUID(), 12);
  private static final Topic SECOND = new Topic(UUID.randomUUID(), 12);

  private final Deque<CompletableFuture<Topic>> questions = new ArrayDeque<>();
  private long now;
  private final TopicWatch watch = new TopicWatch(this::ask, () -> now);

  private CompletableFuture<Topic> ask() {
    questions.add(new CompletableFuture<>());
    return questions.getLast();
  }

  @Test
  void oneQuestionASecond_isForAll() {
    // Given
    var first = watch.topic();
    var second = watch.topic();
    assertThat(questions).hasSize(1);

    // When
    questions.remove().complete(FIRST);

    // Then
    assertThat(first.join()).contains(FIRST);
    assertThat(second.join()).contains(FIRST);
    assertThat(watch.topic().join()).contains(FIRST);
    assertThat(questions).isEmpty();
  }

  @Test
  void topicThatIsCreatedAgain_isSeenASecondLater() {
    // Given
    watch.topic();
    questions.remove().complete(FIRST);

    // When
    now += TopicWatch.FRESH.toNanos();
    var again = watch.topic();
    questions.remove().complete(SECOND);

    // Then
    assertThat(again.join()).contains(SECOND);
  }

  @Test
  void brokerThatDoesNotTell_failsNobody() {
    // Given
    var topic = watch.topic();

    // When
    questions.remove().completeExceptionally(new IllegalStateException("away"));

    // Then
    assertThat(topic.join()).isEmpty();
  }

  @Test
  void afterAQuestionWithoutAnAnswer_nobodyWaits_untilThereIsOne() {
    // Given
    watch.topic();
    questions.remove().completeExceptionally(new IllegalStateException("away"));

    // When
    now += TopicWatch.FRESH.toNanos();
    var whileAsking = watch.topic();

    // Then
    assertThat(whileAsking).isCompletedWithValue(Optional.empty());
    assertThat(questions).hasSize(1);
    questions.remove().complete(FIRST);
    assertThat(watch.topic()).isCompletedWithValue(Optional.of(FIRST));
  }
}
