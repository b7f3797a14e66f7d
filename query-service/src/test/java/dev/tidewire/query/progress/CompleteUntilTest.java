package dev.tidewire.query.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CompleteUntilTest {
  private final FakeTopic topic = new FakeTopic(2);
  private final Instant start = topic.now;
  private @Nullable CompletableFuture<Stored> slow;
  private final CompleteUntil until =
      new CompleteUntil(
          topic, this::stored, topic, () -> Duration.between(start, topic.now).toNanos());

  private CompletionStage<Stored> stored() {
    return slow == null ? topic.stored() : slow;
  }

  @Test
  void howeverManyAsk_itIsLookedForOnceASecond() {
    // When
    for (int i = 0; i < 1000; i++) {
      assertThat(until.now()).isCompletedWithValue(Optional.of(start));
    }

    // Then
    assertThat(topic.statements).isEqualTo(1);
    topic.pass(Duration.ofSeconds(1));
    assertThat(until.now()).isCompletedWithValue(Optional.of(topic.now));
    assertThat(topic.statements).isEqualTo(2);
  }

  @Test
  void whileItIsLookedFor_theLastOneIsTold_andNobodyWaits() {
    // Given
    until.now();
    topic.pass(Duration.ofSeconds(2));
    slow = new CompletableFuture<>();

    // Then
    assertThat(until.now()).isCompletedWithValue(Optional.of(start));
  }

  @Test
  void whoComesFirst_waitsForTheLook() {
    // Given
    slow = new CompletableFuture<>();
    CompletableFuture<Optional<Instant>> first = until.now();
    assertThat(first).isNotDone();

    // When
    slow.complete(new Stored());

    // Then
    assertThat(first).isCompletedWithValue(Optional.of(start));
  }

  @Test
  void whoComesFirst_doesNotWaitForLong() {
    // Given
    slow = new CompletableFuture<>();

    // Then
    assertThat(until.now()).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(Optional.empty());
  }

  @Test
  void withoutTheDatabase_theLastOneIsToldForTenSeconds_andNobodyWaits() {
    // Given
    until.now();
    topic.isDatabaseAway = true;

    // Then
    topic.pass(Duration.ofSeconds(9));
    assertThat(until.now()).isCompletedWithValue(Optional.of(start));
    topic.pass(Duration.ofSeconds(1));
    assertThat(until.now()).isCompletedWithValue(Optional.empty());
  }
}
