package dev.tidewire.platform.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WaitsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Deque<CompletableFuture<Integer>> questions = new ArrayDeque<>();
  private final Deque<Runnable> timers = new ArrayDeque<>();
  private final List<Waited<Integer>> ends = new ArrayList<>();
  private long now;

  private final Waits<Integer> waits =
      new Waits<>(
          this::ask, Duration.ofMillis(100), 2, (delay, task) -> timers.add(task), () -> now);

  private CompletableFuture<Integer> ask() {
    questions.add(new CompletableFuture<>());
    return questions.getLast();
  }

  private Runnable awaitAtLeast(int least) {
    return waits.await(answer -> answer >= least, SECOND, ends::add);
  }

  private void tick(Duration later) {
    now += later.toNanos();
    timers.remove().run();
  }

  @Test
  void oneQuestion_isForAll_andNoneIsAskedAfterThem() {
    // Given
    awaitAtLeast(1);
    awaitAtLeast(2);
    assertThat(questions).hasSize(1);

    // When
    questions.remove().complete(1);
    assertThat(ends).hasSize(1);
    tick(Duration.ofMillis(100));
    questions.remove().complete(2);
    tick(Duration.ofMillis(100));

    // Then
    assertThat(ends).hasSize(2).allMatch(Waited::isMet);
    assertThat(waits.waiting()).isZero();
    assertThat(questions).isEmpty();
    assertThat(timers).isEmpty();
  }

  @Test
  void wait_endsAtItsDeadline_alsoWithoutAnAnswer() {
    // Given
    awaitAtLeast(1);

    // When
    tick(Duration.ofMillis(999));
    assertThat(ends).isEmpty();
    tick(Duration.ofMillis(1));

    // Then
    assertThat(ends).containsExactly(new Waited<>(false, false, null, null));
    assertThat(questions).as("one question at a time").hasSize(1);
    assertThat(timers).isEmpty();
  }

  @Test
  void questionThatFails_isAskedAgain_andTheFailureIsTold() {
    // Given
    IllegalStateException failure = new IllegalStateException("away");
    awaitAtLeast(2);
    questions.remove().complete(1);
    tick(Duration.ofMillis(100));

    // When
    questions.remove().completeExceptionally(failure);
    tick(SECOND);

    // Then
    assertThat(ends).containsExactly(new Waited<>(false, false, 1, failure));
  }

  @Test
  void whoeverIsOneTooMany_waitsNotAtAll() {
    // When
    awaitAtLeast(1);
    awaitAtLeast(1);
    awaitAtLeast(1);

    // Then
    assertThat(ends).containsExactly(new Waited<>(false, true, null, null));
    assertThat(waits.waiting()).isEqualTo(2);
  }

  @Test
  void waitThatIsGivenUp_leavesItsPlace_andIsNotTold() {
    // Given
    Runnable giveUp = awaitAtLeast(1);

    // When
    giveUp.run();

    // Then
    assertThat(waits.waiting()).isZero();
    questions.remove().complete(1);
    tick(SECOND);
    assertThat(ends).isEmpty();
    assertThat(timers).isEmpty();
  }

  @Test
  void waitAfterAnother_beginsAnew() {
    // Given
    awaitAtLeast(1);
    questions.remove().complete(1);
    tick(SECOND);

    // When
    awaitAtLeast(2);

    // Then
    assertThat(questions).hasSize(1);
    tick(SECOND);
    assertThat(ends.get(1)).isEqualTo(new Waited<>(false, false, null, null));
  }

  @Test
  void closing_endsAllWaits_andLaterOnesAtOnce() {
    // Given
    awaitAtLeast(1);

    // When
    waits.close();
    awaitAtLeast(1);

    // Then
    assertThat(ends).hasSize(2).noneMatch(Waited::isMet);
    assertThat(waits.waiting()).isZero();
  }
}
