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
    "0 60 60 120, 0 60 120 180",
    "58 59 60 60 61 61, 58 59 60 60 61 61",
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

  @ParameterizedTest
  @CsvSource({
    "60 60 61, 60 - 61",
    "60 71 70 80 100 60 80, 60 71 - 80 100 120 140",
    "119 118 117, 119 - -",
    "59 70 90 110 60 80 110 60, 59 70 90 110 120 140 170 -",
  })
  void whatTheOrderDoesNotTell(String shown, String times) {
    // Given
    DoubledHour hour = new DoubledHour();

    // Then
    assertThat(Arrays.stream(shown.split(" ")).map(s -> told(hour, Long.parseLong(s))))
        .containsExactly(times.split(" "));
  }

  private static String told(DoubledHour hour, long shown) {
    long time = chosen(hour, shown);
    return time < 0 ? "-" : Long.toString(time);
  }

  private static long shown(long time) {
    return time < 120 ? time : time - 60;
  }

  private static long chosen(DoubledHour hour, long shown) {
    long earlier = shown < 120 ? shown : shown + 60;
    long later = shown < 60 ? shown : shown + 60;
    if (earlier == later) {
      hour.take(earlier, DoubledHour.Meaning.UNKNOWN);
      return earlier;
    }
    DoubledHour.Meaning meaning = hour.of(earlier, later);
    return switch (meaning) {
      case UNKNOWN, EARLIER -> taken(hour, earlier, DoubledHour.Meaning.EARLIER);
      case LATER -> taken(hour, later, meaning);
      case UNDECIDED -> -1;
    };
  }

  private static long taken(DoubledHour hour, long time, DoubledHour.Meaning meaning) {
    hour.take(time, meaning);
    return time;
  }
}
