package dev.tidewire.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times are minutes; clocks show 60 to 119 twice, and 120 minutes later what comes after. */
class DoubledHourTest {
  @Property
  void readingsInOrderAreToldApart(
      @ForAll @IntRange(max = 59) int first,
      @ForAll @IntRange(min = 1, max = 60) int step,
      @ForAll boolean isDescending) {
    // Given: begins before and ends after the doubled hour
    List<Long> times =
        new ArrayList<>(
            LongStream.iterate(first, time -> time < 300, time -> time + step).boxed().toList());
    if (isDescending) {
      Collections.reverse(times);
    }
    DoubledHour hour = new DoubledHour();

    // Then
    for (long time : times) {
      assertThat(chosen(hour, shown(time))).isEqualTo(time);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "60 60 120, 60 120 180",
    "60 60 60, 60 120 120",
    "119 60 119, 119 120 179",
    "0 70 0 70 80, 0 70 0 70 80",
    "120 60 0 60 70, 180 120 0 60 70",
  })
  void otherOrders(String shown, String times) {
    // Given
    DoubledHour hour = new DoubledHour();

    // Then
    assertThat(Arrays.stream(shown.split(" ")).map(s -> chosen(hour, Long.parseLong(s))))
        .containsExactlyElementsOf(Arrays.stream(times.split(" ")).map(Long::valueOf).toList());
  }

  private static long shown(long time) {
    return time < 120 ? time : time - 60;
  }

  private static long chosen(DoubledHour hour, long shown) {
    return hour.choose(shown < 120 ? shown : shown + 60, shown < 60 ? shown : shown + 60);
  }
}
