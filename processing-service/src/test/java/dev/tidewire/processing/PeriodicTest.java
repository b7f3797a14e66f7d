package dev.tidewire.processing;

import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PeriodicTest {
  private static final Duration PERIOD = Duration.ofMillis(5);

  private final AtomicInteger rounds = new AtomicInteger();
  private volatile boolean fails;
  private final Periodic periodic = new Periodic("Testing", PERIOD, this::round);

  private Uni<Void> round() {
    rounds.incrementAndGet();
    if (fails) {
      throw new IllegalStateException("not now");
    }
    return Uni.createFrom().voidItem();
  }

  @Test
  void roundsThatFail_areFollowedByOthers() {
    // Given
    fails = true;

    // When
    periodic.start();

    // Then
    await().until(() -> rounds.get() > 2);
    periodic.stop();
  }

  @Test
  void roundThatTakesLong_delaysTheNext() {
    // Given
    Periodic slow =
        new Periodic(
            "Testing",
            PERIOD,
            () -> {
              rounds.incrementAndGet();
              return Uni.createFrom().nothing();
            });

    // When
    slow.start();

    // Then
    await()
        .during(PERIOD.multipliedBy(20))
        .atMost(PERIOD.multipliedBy(2_000))
        .until(() -> rounds.get() == 1);
    slow.stop();
  }

  @Test
  void onceItIsStopped_thereIsNoRound() {
    // Given
    periodic.start();
    await().until(() -> rounds.get() > 1);

    // When
    periodic.stop();

    // Then
    int last = rounds.get();
    await()
        .during(PERIOD.multipliedBy(20))
        .atMost(PERIOD.multipliedBy(2_000))
        .until(() -> rounds.get() <= last + 1);
  }
}
