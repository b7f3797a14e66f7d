package dev.tidewire.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RateTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final AtomicLong bucket = new AtomicLong();

  @Test
  void givesABucketAtOnce_andThenOneAtATime() {
    Rate rate = Rate.of(4, SECOND);

    for (int i = 0; i < 4; i++) {
      assertThat(rate.take(bucket, 0)).isTrue();
    }
    assertThat(rate.take(bucket, 0)).isFalse();
    assertThat(rate.take(bucket, 249_999_999)).isFalse();
    assertThat(rate.take(bucket, 250_000_000)).isTrue();
    assertThat(rate.take(bucket, 250_000_000)).isFalse();
  }

  @Test
  void isFullAgainAfterItsTime() {
    Rate rate = Rate.of(2, SECOND);
    assertThat(rate.take(bucket, 0)).isTrue();
    assertThat(rate.take(bucket, 0)).isTrue();

    assertThat(rate.take(bucket, SECOND.toNanos())).isTrue();
    assertThat(rate.take(bucket, SECOND.toNanos())).isTrue();
    assertThat(rate.take(bucket, SECOND.toNanos())).isFalse();
  }

  /** The plainest twin: a number of permits that grows with time, up to the most. */
  @Property
  void doesAsABucketThatIsFilledStepByStep(
      @ForAll @IntRange(min = 1, max = 1_000) int most,
      @ForAll @Size(max = 200) List<@LongRange(min = 0, max = 2_000_000) Long> pausesMicros) {
    Rate rate = Rate.of(most, SECOND);
    AtomicLong state = new AtomicLong();
    long now = 0;
    long owed = 0; // nanoseconds until the bucket is full
    for (long pause : pausesMicros) {
      now += pause * 1_000;
      owed = Math.max(0, owed - pause * 1_000);
      boolean expected = owed + rate.nanosEach() <= rate.nanosEach() * most;
      owed += expected ? rate.nanosEach() : 0;

      assertThat(rate.take(state, now)).isEqualTo(expected);
    }
  }
}
