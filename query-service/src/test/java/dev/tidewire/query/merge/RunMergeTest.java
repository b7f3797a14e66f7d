package dev.tidewire.query.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewire.query.page.Order;
import dev.tidewire.query.page.TimeRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RunMergeTest {
  private record One(long time, int place, double value) {}

  @Property(tries = 2000)
  void theLastWrittenReadingsComeInTheOrderOfThePage(
      @ForAll long seed,
      @ForAll @IntRange(max = 12) int blocks,
      @ForAll Order order,
      @ForAll @IntRange(max = 45) int one,
      @ForAll @IntRange(max = 45) int other) {
    // Given
    Frames frames = Frames.random(seed, blocks);
    TimeRange range = new TimeRange(Math.min(one, other), Math.max(one, other));
    List<Body> bodies = new ArrayList<>(frames.bodies());
    Collections.shuffle(bodies, new Random(seed));
    // When
    RunMerge merge = new RunMerge(order);
    for (Body body : bodies) {
      for (int place = 0; place < Frames.IDS.size(); place++) {
        merge.add(new BodyRun(body, Frames.IDS.get(place), place, range, order));
      }
    }
    // Then
    assertThat(all(merge)).isEqualTo(expected(frames, range, order));
  }

  @Test
  void bytesThatAreNoFrameAreTold() {
    assertThatThrownBy(() -> Body.of(new Origin.Block(7, 0, 99), new byte[100]))
        .isInstanceOf(BrokenBodyException.class)
        .hasMessageStartingWith("A stored row is damaged: block WHERE home = 7 AND seq = 99. ");
    assertThatThrownBy(() -> Body.of(new Origin.Chunk(5, 1), new byte[3]))
        .hasMessageStartingWith(
            "A stored row is damaged: chunk WHERE series_id = 5 AND"
                + " end_time = '1970-01-01T00:00:00.000001Z'. ");
  }

  private static List<One> all(RunMerge merge) {
    List<One> all = new ArrayList<>();
    while (merge.next()) {
      all.add(new One(merge.timeMicros(), merge.place(), merge.value()));
    }
    return all;
  }

  private static List<One> expected(Frames frames, TimeRange range, Order order) {
    List<One> all = new ArrayList<>();
    for (int place = 0; place < Frames.IDS.size(); place++) {
      Map<Long, Double> readings =
          new TreeMap<>(frames.of(Frames.IDS.get(place)).subMap(range.from(), range.to()));
      int at = place;
      readings.forEach((time, value) -> all.add(new One(time, at, value)));
    }
    Comparator<One> ascending = Comparator.comparingLong(One::time).thenComparingInt(One::place);
    all.sort(order == Order.ASC ? ascending : ascending.reversed());
    return all;
  }
}
