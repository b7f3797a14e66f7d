package dev.tidewire.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.e2e.fault.Schedule.Entry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final Duration WITHIN = Duration.ofSeconds(40);

  @Test
  void aSeed_isTheSameScheduleEveryTimeAndAnotherSeedIsNot() {
    assertThat(Schedule.of(7, 6, WITHIN)).isEqualTo(Schedule.of(7, 6, WITHIN));
    assertThat(Schedule.of(7, 6, WITHIN)).isNotEqualTo(Schedule.of(8, 6, WITHIN));
  }

  @Test
  void noPlaceHasTwoFaultsAtATime_andSomeOverlap() {
    boolean overlap = false;
    for (long seed = 0; seed < 200; seed++) {
      // When
      List<Entry> entries = Schedule.of(seed, 6, WITHIN).entries();

      // Then
      assertThat(entries).isNotEmpty();
      for (Entry entry : entries) {
        assertThat(entry.end()).isLessThanOrEqualTo(WITHIN);
        for (Entry other : entries) {
          boolean together =
              entry != other
                  && other.start().compareTo(entry.start()) >= 0
                  && other.start().compareTo(entry.end()) < 0;
          overlap |= together;
          assertThat(together && entry.fault().place() == other.fault().place()).isFalse();
        }
      }
    }
    assertThat(overlap).isTrue();
  }
}
