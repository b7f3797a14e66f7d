package dev.tidewire.processing.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.processing.simulation.VirtualExecutor;
import dev.tidewire.processing.simulation.VirtualTime;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

class PollPaceTest {
  private static final Set<Integer> POLL = Set.of(1, 2);

  private final VirtualTime time = new VirtualTime(new SplittableRandom(1));
  private final VirtualExecutor timer = new VirtualExecutor(time, () -> true, millis -> millis);

  @Test
  void poll_waitsForNothingWhileMergingKeepsUp() {
    assertThat(waits(now -> false)).isZero();
  }

  @Test
  void poll_waitsUntilMergingHasCaughtUp() {
    assertThat(waits(now -> now < 320)).isEqualTo(350);
  }

  @Test
  void poll_waitsForASecondAtMost() {
    assertThat(waits(now -> true)).isEqualTo(1_000);
  }

  /**
   * How many milliseconds a poll waits.
   *
   * @param behind whether merging is behind at a time
   */
  private long waits(LongPredicate behind) {
    PollPace pace =
        new PollPace(
            partitions -> {
              assertThat(partitions).isEqualTo(POLL);
              return behind.test(time.millis());
            });
    AtomicLong end = new AtomicLong(-1);
    pace.before(POLL, timer).subscribe().with(done -> end.set(time.millis()));
    while (time.step()) {}
    return end.get();
  }
}
