package dev.tidewire.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingTime;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TimeSequenceTest {
  @Property
  void writesTheSameAsOneByOne(
      @ForAll @LongRange(min = ReadingTime.MIN_MICROS, max = ReadingTime.MAX_MICROS) long start,
      @ForAll @Size(max = 20)
          List<@LongRange(min = -4_000_000_000L, max = 4_000_000_000L) Long> steps) {
    TimeSequence times = new TimeSequence();
    long time = start;
    for (long step : steps) {
      assertThat(times.write(new Utf8Writer(32), time).toString()).isEqualTo(Rfc3339.format(time));
      time = Math.max(ReadingTime.MIN_MICROS, Math.min(time + step, ReadingTime.MAX_MICROS));
    }
  }

  @Test
  void crossesTheEdgesOfAnHour() {
    TimeSequence times = new TimeSequence();
    for (long time : new long[] {0, 3_599_999_999L, 3_600_000_000L, 3_599_999_999L, -1, 0}) {
      assertThat(times.write(new Utf8Writer(32), time).toString()).isEqualTo(Rfc3339.format(time));
    }
  }
}
