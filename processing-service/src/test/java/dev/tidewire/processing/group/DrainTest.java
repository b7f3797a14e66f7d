package dev.tidewire.processing.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class DrainTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(50);

  @Test
  void pollInWork_isWaitedFor() throws Exception {
    // Given
    Drain drain = new Drain(LONG);
    CompletableFuture<Void> store = new CompletableFuture<>();
    CompletableFuture<Void> poll =
        drain.until(Uni.createFrom().completionStage(store)).subscribeAsCompletionStage();

    // When
    Thread end = new Thread(() -> drain(drain));
    end.start();
    await().until(() -> end.getState() == Thread.State.TIMED_WAITING);
    boolean doneEarly = poll.isDone();
    store.complete(null);
    end.join(10_000);

    // Then
    assertThat(doneEarly).isFalse();
    assertThat(end.isAlive()).isFalse();
    assertThat(poll).isCompleted();
  }

  @Test
  void allPollsInWork_areWaitedFor() throws Exception {
    // Given
    Drain drain = new Drain(LONG);
    CompletableFuture<Void> first = new CompletableFuture<>();
    CompletableFuture<Void> second = new CompletableFuture<>();
    drain.until(Uni.createFrom().completionStage(first)).subscribeAsCompletionStage();
    drain.until(Uni.createFrom().completionStage(second)).subscribeAsCompletionStage();

    // When
    Thread end = new Thread(() -> drain(drain));
    end.start();
    first.completeExceptionally(new IllegalStateException("not stored"));

    // Then
    await().during(SHORT).until(() -> end.getState() == Thread.State.TIMED_WAITING);
    second.complete(null);
    end.join(10_000);
    assertThat(end.isAlive()).isFalse();
  }

  @Test
  void pollThatComesLater_isNotBegunAndNotAcknowledged() {
    // Given
    Drain drain = new Drain(LONG);
    drain(drain);
    AtomicBoolean begun = new AtomicBoolean();

    // When
    CompletableFuture<Void> poll =
        drain
            .until(Uni.createFrom().voidItem().invoke(() -> begun.set(true)))
            .subscribeAsCompletionStage();

    // Then
    assertThat(begun).isFalse();
    assertThat(poll).isNotDone();
  }

  @Test
  void pollThatIsNotDoneInTime_isGivenUpUnacknowledged() {
    // Given
    Drain drain = new Drain(SHORT);
    AtomicBoolean cancelled = new AtomicBoolean();
    CompletableFuture<Void> poll =
        drain
            .until(
                Uni.createFrom().<Void>nothing().onCancellation().invoke(() -> cancelled.set(true)))
            .subscribeAsCompletionStage();

    // When
    drain(drain);

    // Then
    assertThat(cancelled).isTrue();
    assertThat(poll).isNotDone();
  }

  private static void drain(Drain drain) {
    try {
      drain.drain(new ShutdownEvent());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
