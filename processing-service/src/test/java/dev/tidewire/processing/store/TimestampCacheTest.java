package dev.tidewire.processing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingTime;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimestampCacheTest {
  private final TimestampCache cache = new TimestampCache();

  @Property
  void everyTime_isItselfWhateverCameBefore(
      @ForAll @LongRange(min = ReadingTime.MIN_MICROS, max = ReadingTime.MAX_MICROS) long micros,
      @ForAll @LongRange(min = 0, max = 100_000) long step) {
    for (long time = micros; time < micros + 5 * step && ReadingTime.isValid(time); time += step) {
      assertThat(cache.of(time)).isEqualTo(ReadingTime.toInstant(time).atOffset(ZoneOffset.UTC));
    }
  }

  @Test
  void timesThatComeAgain_areTheSameObject() {
    assertThat(cache.of(1_700_000_000_000_000L)).isSameAs(cache.of(1_700_000_000_000_000L));
  }

  @Test
  void theEpoch_isNotTakenForAnEmptySlot() {
    assertThat(cache.of(0).toEpochSecond()).isZero();
  }
}
