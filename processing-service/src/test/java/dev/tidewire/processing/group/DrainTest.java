package dev.tidewire.processing.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class DrainTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(50);

  @Test
  void pollInHand_isWaitedFor() throws Exception {
    // Given
    Drain drain = new Drain(LONG);
    CompletableFuture<Void> store = new CompletableFuture<>();
    CompletableFuture<Void> poll =
        drain.until(Uni.createFrom().completionStage(store)).subscribeAsCompletionStage();

    // When
    CompletableFuture<Void> end = CompletableFuture.runAsync(() -> drain(drain));
    boolean early = end.isDone();
    store.complete(null);

    // Then
    end.get(10, TimeUnit.SECONDS);
    assertThat(early).isFalse();
    assertThat(poll).isCompleted();
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
