package dev.tidewire.query.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class CompletenessTest {
  private static final int PARTITIONS = 3;

  private final FakeTopic topic = new FakeTopic(PARTITIONS);
  private final Completeness completeness = new Completeness(topic, topic::stored, topic);

  /** Whatever is written, stored and lost, at any pace, with questions that have no answer. */
  @Property(tries = 500)
  void whatIsOlderThanTheTime_isStored(@ForAll Random random) {
    // Given
    FakeTopic any = new FakeTopic(PARTITIONS);
    Completeness look = new Completeness(any, any::stored, any);

    for (int step = 0; step < 60; step++) {
      // When
      any.pass(Duration.ofMillis(1 + (long) Math.exp(random.nextInt(13))));
      boolean isCreated = change(any, random);
      any.isAway = random.nextInt(8) == 0;
      Optional<Instant> until = look.look().toCompletableFuture().join();

      // Then
      until.ifPresent(
          time -> assertThat(any.isStoredUntil(time)).as("%s at %s", time, any.now).isTrue());
      if (!any.isAway && !isCreated) {
        Duration waits = Duration.between(any.oldestWaiting(), any.now);
        assertThat(until.orElseThrow())
            .as("at most twice as far back as what waits, or a second")
            .isAfterOrEqualTo(any.now.minus(waits.multipliedBy(2)).minusSeconds(1));
      }
    }
  }

  /** Whether the topic was created again: its first look has nothing. */
  private static boolean change(FakeTopic any, Random random) {
    int partition = random.nextInt(PARTITIONS);
    int choice = random.nextInt(32);
    if (choice == 0) {
      any.create(PARTITIONS);
      return true;
    }
    switch (choice % 8) {
      case 0 -> any.storeAll();
      case 1, 2 -> any.store(partition, random.nextInt(3));
      case 3 -> any.lose(partition, 0);
      default -> any.record(partition);
    }
    return false;
  }

  @Example
  void whereNothingWaits_itIsTheTimeOfTheQuestion() {
    // Given
    topic.record(0);
    topic.storeAll();
    topic.pass(Duration.ofHours(1));

    // Then
    assertThat(look()).contains(topic.now);
  }

  @Example
  void whileARecordWaits_theTimeIsBeforeIt() {
    // Given
    topic.record(0);
    topic.storeAll();
    look();
    topic.pass(Duration.ofSeconds(1));
    topic.record(1);
    Instant sent = topic.now;
    topic.pass(Duration.ofMinutes(10));

    // Then
    assertThat(look()).hasValueSatisfying(time -> assertThat(time).isBeforeOrEqualTo(sent));
  }

  @Example
  void partitionThatTheDatabaseDoesNotKnow_isCompleteOnlyWhileItIsEmpty() {
    assertThat(look()).contains(topic.now);
    topic.pass(Duration.ofSeconds(5));
    topic.record(2);
    assertThat(look())
        .hasValueSatisfying(time -> assertThat(time).isBefore(topic.now.plusMillis(1)));
    topic.pass(Duration.ofSeconds(5));
    assertThat(look().orElseThrow()).isBefore(topic.now.minusSeconds(4));
  }

  @Example
  void withoutKafka_whatWasFoundStays_whileTheDatabaseHasIt() {
    // Given
    topic.record(0);
    topic.storeAll();
    Instant found = look().orElseThrow();

    // When
    topic.isAway = true;
    topic.pass(Duration.ofMinutes(1));

    // Then
    assertThat(look()).contains(found);
    topic.lose(0, 0);
    assertThat(look()).isEmpty();
  }

  @Example
  void topicThatIsCreatedAgain_hasNothingOfTheOtherOne() {
    // Given
    topic.record(0);
    topic.storeAll();
    look();

    // When
    topic.create(2);
    topic.record(1);
    topic.pass(Duration.ofSeconds(10));
    look();

    // Then
    assertThat(look().orElseThrow()).isBefore(topic.now.minusSeconds(9));
  }

  @Example
  void partitionThatHasLostItsEnd_keepsTheTimeFromBeingKnown() {
    // Given
    topic.record(0);
    topic.record(0);
    topic.storeAll();
    assertThat(look()).isPresent();

    // When
    topic.cut(0, 0);
    topic.pass(Duration.ofSeconds(5));

    // Then
    assertThat(look()).isEmpty();
    topic.record(0);
    assertThat(look()).isEmpty();
    topic.record(1);
    topic.pass(Duration.ofMinutes(5));
    assertThat(look()).isEmpty();
  }

  @Example
  void whatIsStoredBetweenTheQuestions_isNoLostEnd() {
    // Given
    topic.whileAsked =
        () -> {
          topic.record(0);
          topic.storeAll();
        };

    // Then
    assertThat(look()).contains(topic.now);
    topic.pass(Duration.ofSeconds(5));
    assertThat(look()).contains(topic.now);
  }

  @Example
  void withoutTheDatabase_theLookFails() {
    // Given
    topic.isDatabaseAway = true;

    // Then
    assertThatThrownBy(this::look).hasRootCauseMessage("the database is away");
  }

  private Optional<Instant> look() {
    return completeness.look().toCompletableFuture().join();
  }
}
