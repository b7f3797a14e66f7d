package dev.tidewire.platform.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LookTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @Test
  void whatReturnsIsFound() throws Exception {
    // Given
    AtomicInteger looks = new AtomicInteger();
    Look<Integer> look = new Look<>("test", LONG, looks::incrementAndGet);

    // When
    // Then
    assertThat(look.take(LONG)).hasValue(1);
    assertThat(look.take(LONG)).hasValue(2);
    assertThat(look.isStuck()).isFalse();
  }

  @Test
  void oneThatHangs_keepsNeitherItsCallerNorTheEndOfTheProcess() throws Exception {
    // Given
    CountDownLatch back = new CountDownLatch(1);
    AtomicInteger looks = new AtomicInteger();
    AtomicBoolean isDaemon = new AtomicBoolean();
    Look<Integer> look =
        new Look<>(
            "test",
            Duration.ZERO,
            () -> {
              isDaemon.set(Thread.currentThread().isDaemon());
              back.await();
              return looks.incrementAndGet();
            });

    // When
    // Then
    assertThat(look.take(Duration.ZERO)).isEmpty();
    assertThat(look.take(LONG)).isEmpty();
    assertThat(look.isStuck()).isTrue();

    // When
    back.countDown();

    // Then
    await().atMost(LONG).until(() -> !look.isStuck());
    assertThat(look.take(LONG)).hasValue(2);
    assertThat(isDaemon).isTrue();
  }
}
