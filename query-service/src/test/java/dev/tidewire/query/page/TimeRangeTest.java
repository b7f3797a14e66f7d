package dev.tidewire.query.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimeRangeTest {
  private static final TimeRange RANGE = new TimeRange(2, 9);
  private static final int SERIES = 4;

  @Property
  void theRestIsWhatSortsAfter(
      @ForAll @LongRange(min = 2, max = 8) long time,
      @ForAll @LongRange(max = SERIES) long series,
      @ForAll Order order) {
    // Given
    ReadingPosition last = new ReadingPosition(time, series);
    List<ReadingPosition> all = all(order);

    // When
    List<ReadingPosition> rest =
        all.stream()
            .filter(one -> contains(RANGE.after(last, order, one.seriesId()), one.timeMicros()))
            .toList();

    // Then
    assertThat(rest).isEqualTo(all.subList(all.indexOf(last) + 1, all.size()));
  }

  @Property
  void aCursorNeverLeavesTheRange(
      @ForAll long time, @ForAll long series, @ForAll Order order, @ForAll long id) {
    TimeRange rest =
        RANGE.after(new ReadingPosition(time == Long.MAX_VALUE ? 0 : time, series), order, id);
    assertThat(rest.from()).isBetween(RANGE.from(), RANGE.to());
    assertThat(rest.to()).isBetween(rest.from(), RANGE.to());
  }

  @Test
  void aRangeRunsForward() {
    assertThatThrownBy(() -> new TimeRange(2, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static boolean contains(TimeRange range, long time) {
    return range.from() <= time && time < range.to();
  }

  private static List<ReadingPosition> all(Order order) {
    Comparator<ReadingPosition> ascending =
        Comparator.comparingLong(ReadingPosition::timeMicros)
            .thenComparingLong(ReadingPosition::seriesId);
    List<ReadingPosition> all = new ArrayList<>();
    LongStream.range(RANGE.from(), RANGE.to())
        .forEach(
            time ->
                LongStream.rangeClosed(0, SERIES)
                    .forEach(series -> all.add(new ReadingPosition(time, series))));
    all.sort(order == Order.ASC ? ascending : ascending.reversed());
    return all;
  }
}
