package dev.tidewire.query.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.query.series.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class NewestTest {
  private static final long[] IDS = Frames.IDS.stream().mapToLong(id -> id).toArray();
  private static final List<Shelf> SHELVES =
      Shelf.of(Frames.IDS.stream().map(id -> new Series(id, 0, "s", "m" + id, null)).toList());

  @Property(tries = 2000)
  void whatIsProvenIsTheNewest(
      @ForAll long seed,
      @ForAll @IntRange(max = 12) int blocks,
      @ForAll @IntRange(min = 1, max = 13) int most,
      @ForAll @IntRange(max = 45) int from) {
    // Given
    Frames frames = Frames.random(seed, blocks);
    // When
    Newest newest = newest(frames, most, from);
    // Then
    boolean[] proven = newest.proven(from);
    for (int place = 0; place < IDS.length; place++) {
      Map.Entry<Long, Double> last = frames.of(IDS[place]).lastEntry();
      if (proven[place]) {
        assertThat(Map.entry(newest.timeMicros(place), newest.value(place))).isEqualTo(last);
      }
      if (most > blocks && from == 0) {
        assertThat(proven[place]).isEqualTo(last != null);
      }
    }
  }

  @Property(tries = 1000)
  void spansReachFromTheFirstToTheLastReading(
      @ForAll long seed, @ForAll @IntRange(max = 12) int blocks) {
    // Given
    Frames frames = Frames.random(seed, blocks);
    Spans spans = new Spans(IDS, SHELVES);
    // When
    for (Body body : frames.bodies()) {
      if (body.origin() instanceof Origin.Block block) {
        shelvesOf(block).forEach(shelf -> spans.block(shelf, body));
      } else {
        int place = Frames.IDS.indexOf(body.frame().seriesId(0));
        int last = body.frame().size() - 1;
        spans.chunks(place, body.frame().timeMicros(0), body.frame().timeMicros(last));
      }
    }
    // Then
    for (int place = 0; place < IDS.length; place++) {
      NavigableMap<Long, Double> all = frames.of(IDS[place]);
      assertThat(spans.firstMicros(place)).isEqualTo(all.isEmpty() ? null : all.firstKey());
      assertThat(spans.lastMicros(place)).isEqualTo(all.isEmpty() ? null : all.lastKey());
    }
  }

  /** What the statement gives: the last chunk of each, and of a shelf the blocks that end last. */
  private static Newest newest(Frames frames, int most, long from) {
    Newest newest = new Newest(IDS, SHELVES, most);
    for (int shelf = 0; shelf < SHELVES.size(); shelf++) {
      int at = shelf;
      frames.bodies().stream()
          .filter(body -> body.origin() instanceof Origin.Block)
          .filter(body -> shelvesOf((Origin.Block) body.origin()).contains(at))
          .sorted(Comparator.comparingLong(NewestTest::maxTime).reversed())
          .limit(most)
          .forEach(body -> newest.block(at, maxTime(body), body));
    }
    for (int place = 0; place < IDS.length; place++) {
      int at = place;
      frames.bodies().stream()
          .filter(body -> isOf(body.origin(), IDS[at]))
          .filter(body -> maxTime(body) >= from)
          .max(Comparator.comparingLong(NewestTest::maxTime))
          .ifPresent(
              body -> newest.chunk(at, maxTime(body), body.frame().value(body.frame().size() - 1)));
    }
    return newest;
  }

  private static boolean isOf(Origin origin, long id) {
    return origin instanceof Origin.Chunk chunk && chunk.seriesId() == id;
  }

  /** A merged block is of one group; these may be of several, and then stand on each shelf. */
  private static List<Integer> shelvesOf(Origin.Block block) {
    List<Integer> on = new ArrayList<>();
    for (int shelf = 0; shelf < SHELVES.size(); shelf++) {
      if (SHELVES.get(shelf).level() == block.level()) {
        on.add(shelf);
      }
    }
    return on;
  }

  private static long maxTime(Body body) {
    long max = Long.MIN_VALUE;
    for (int i = 0; i < body.frame().size(); i++) {
      max = Math.max(max, body.frame().timeMicros(i));
    }
    return max;
  }
}
