package dev.tidewire.query.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.frame.FrameEncoder;
import dev.tidewire.contract.frame.ReadingColumns;
import dev.tidewire.query.page.Order;
import dev.tidewire.query.page.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** However many bodies are merged, few are held, and the page is the same. */
class PageMergeTest {
  private static final int SERIES = 1_000;
  private static final int TIMES = 50;
  private static final int LARGEST = 20_000;

  private record One(long time, int place, double value) {}

  @Property(tries = 20)
  void manyBodiesGiveThePageOfAllAndFewAreHeld(
      @ForAll long seed,
      @ForAll Order order,
      @ForAll @IntRange(min = 1, max = 3_000) int most,
      @ForAll @IntRange(min = 1, max = 200) int wanted) {
    // Given
    Random random = new Random(seed);
    RunMerge all = new RunMerge(order);
    PageMerge merge = new PageMerge(order, most);
    int greatest = 0;
    int bytes = 0;

    // When
    for (int seq = 0; seq < 400; seq++) {
      Body body = body(random, seq);
      bytes += body.bytes();
      for (int place = 0; place < wanted; place++) {
        TimeRange range = new TimeRange(random.nextInt(3), TIMES - random.nextInt(3));
        all.add(new BodyRun(body, place, place, range, order));
        merge.add(body, place, place, range);
        greatest = Math.max(greatest, merge.held());
      }
    }

    // Then
    assertThat(first(merge.merged(), most)).isEqualTo(first(all, most));
    assertThat(bytes).isGreaterThan(2 * PageMerge.MOST_HELD);
    assertThat(greatest).isLessThan(PageMerge.MOST_HELD + LARGEST);
  }

  private static Body body(Random random, int seq) {
    ReadingColumns readings = new ReadingColumns(SERIES);
    for (int id = 0; id < SERIES; id++) {
      readings.add(id, random.nextInt(TIMES), random.nextDouble());
    }
    Origin origin = new Origin.Block(0, seq % 2, seq);
    return Body.of(origin, FrameEncoder.encode(readings, 0, SERIES));
  }

  private static List<One> first(RunMerge merge, int most) {
    List<One> first = new ArrayList<>();
    while (first.size() < most && merge.next()) {
      first.add(new One(merge.timeMicros(), merge.place(), merge.value()));
    }
    return first;
  }
}
