package dev.tidewire.query.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private static final TimeRange RANGE = new TimeRange(0, 1_000_000);

  @Property(tries = 3000)
  void aPageIsWhatSortingEverythingGives(
      @ForAll("times") List<List<Long>> times,
      @ForAll Order order,
      @ForAll @IntRange(min = 1, max = 30) int limit,
      @ForAll @IntRange(max = 40) int start,
      @ForAll @IntRange(min = 1, max = 20) int chunk) {
    assertThatItIsAPage(new Stored(times, chunk), order, limit, start);
  }

  @Property(tries = 3000)
  void roundsThatLeaveOutBlocksGiveTheSamePage(
      @ForAll("times") List<List<Long>> times,
      @ForAll Order order,
      @ForAll @IntRange(min = 1, max = 30) int limit,
      @ForAll @IntRange(max = 40) int start,
      @ForAll @IntRange(min = 1, max = 20) int chunk,
      @ForAll long seed) {
    assertThatItIsAPage(new Stored(times, chunk, new Random(seed)), order, limit, start);
  }

  @Test
  void onlyARoundThatGetsNowhereIsFollowedByALargerOne() {
    // Given
    Rounds rounds = new Rounds(new long[] {7}, RANGE, Order.ASC, new ReadingPosition(50, 7), 10);
    int blocks = rounds.blockLimit();
    // When
    rounds.endAtBlocks(49);
    // Then
    assertThat(rounds.isComplete()).isFalse();
    assertThat(rounds.blockLimit()).isEqualTo(4 * blocks);
    assertThat(rounds.rangeOf(0)).isEqualTo(new TimeRange(51, RANGE.to()));
    // When
    rounds.endAtBlocks(60);
    // Then
    assertThat(rounds.blockLimit()).isEqualTo(4 * blocks);
    assertThat(rounds.rangeOf(0)).isEqualTo(new TimeRange(61, RANGE.to()));
  }

  private static void assertThatItIsAPage(Stored stored, Order order, int limit, int start) {
    // Given
    List<ReadingPosition> all = stored.sorted(order);
    ReadingPosition after = start > 0 && start <= all.size() ? all.get(start - 1) : null;
    // When
    Page page = stored.page(order, after, limit);
    // Then
    int from = after == null ? 0 : start;
    int to = Math.min(all.size(), from + limit);
    assertThat(page.readings).isEqualTo(all.subList(from, to));
    assertThat(page.rounds.readings()).isEqualTo(to - from);
    assertThat(page.rounds.next()).isEqualTo(to < all.size() ? all.get(to - 1) : null);
  }

  @Test
  void aPageOfEquallyDenseSeriesTakesOneRound() {
    // Given
    List<List<Long>> times =
        IntStream.range(0, 500)
            .mapToObj(series -> LongStream.range(0, 300).mapToObj(n -> n * 1000 + series).toList())
            .toList();
    // Then
    assertThat(new Stored(times).page(Order.ASC, null, 10_000).read).hasSize(1);
  }

  @Test
  void aPageOfOneSeriesReadsItsChunksAndTwoMore() {
    // Given
    List<List<Long>> times = List.of(LongStream.range(0, 20_000).boxed().toList());
    // When
    Page page = new Stored(times, 500).page(Order.ASC, new ReadingPosition(499, 0), 1000);
    // Then
    assertThat(page.read).containsExactly(2000);
  }

  @Test
  void chunksOfOneReadingTakeTwoRounds() {
    // Given
    List<List<Long>> times = List.of(LongStream.range(0, 2000).boxed().toList());
    // Then
    assertThat(new Stored(times, 1).page(Order.DESC, null, 1000).read).hasSize(2);
  }

  @Test
  void oneDenseSeriesAmongManyTakesTwoRounds() {
    // Given
    List<Long> dense = LongStream.range(0, 20_000).boxed().toList();
    List<Long> later = LongStream.range(20_000, 40_000).boxed().toList();
    List<List<Long>> times =
        Stream.concat(Stream.of(dense), Stream.generate(() -> later).limit(499)).toList();
    // When
    Page page = new Stored(times).page(Order.ASC, null, 10_000);
    // Then
    assertThat(page.read).hasSize(2);
    assertThat(page.read.stream().mapToInt(read -> read).sum())
        .isLessThan(4 * 10_000 + 2 * 2 * times.size() * Stored.CHUNK);
  }

  @Test
  void readingsDeletedBetweenRoundsDoNotEndThePage() {
    // Given
    List<Long> few = List.of(1L, 2L, 3L, 4L, 5L, 6L);
    Stored before = new Stored(List.of(few, List.of(900L), List.of(901L), List.of(902L)));
    Rounds rounds = new Rounds(before.ids(), RANGE, Order.ASC, null, 3);
    List<ReadingPosition> readings = new ArrayList<>();
    before.round(rounds, Order.ASC, readings);
    Stored after = new Stored(List.of(List.of(), List.of(10L), List.of(901L, 910L), List.of(902L)));
    // When
    while (!rounds.isComplete()) {
      after.round(rounds, Order.ASC, readings);
    }
    // Then
    assertThat(readings).hasSize(3);
  }

  @Provide
  Arbitrary<List<List<Long>>> times() {
    Arbitrary<List<Long>> dense = Arbitraries.longs().between(0, 40).list().ofMaxSize(40);
    Arbitrary<List<Long>> sparse = Arbitraries.longs().between(0, 999_999).list().ofMaxSize(3);
    return Arbitraries.oneOf(dense, sparse).list().ofMinSize(1).ofMaxSize(12);
  }

  private record Page(Rounds rounds, List<ReadingPosition> readings, List<Integer> read) {}

  /** What a statement does, over lists: each series is cut into chunks of so many readings. */
  private record Stored(List<List<Long>> times, int chunk, @Nullable Random cuts) {
    static final int CHUNK = 20;

    Stored(List<List<Long>> times) {
      this(times, CHUNK);
    }

    Stored(List<List<Long>> times, int chunk) {
      this(times, chunk, null);
    }

    Stored {
      times = times.stream().map(one -> one.stream().distinct().sorted().toList()).toList();
    }

    long[] ids() {
      return LongStream.range(0, times.size()).map(place -> 10 * place).toArray();
    }

    Page page(Order order, ReadingPosition after, int limit) {
      Rounds rounds = new Rounds(ids(), RANGE, order, after, limit);
      Page page = new Page(rounds, new ArrayList<>(), new ArrayList<>());
      while (!rounds.isComplete()) {
        page.read.add(round(rounds, order, page.readings));
      }
      return page;
    }

    int round(Rounds rounds, Order order, List<ReadingPosition> page) {
      List<ReadingPosition> taken = new ArrayList<>();
      List<Long> ends = new ArrayList<>();
      int read = 0;
      for (int place = 0; place < times.size(); place++) {
        read += look(rounds, order, place, taken, ends);
      }
      Comparator<Long> inOrder =
          order == Order.ASC ? Comparator.naturalOrder() : Comparator.reverseOrder();
      Long reached = ends.stream().min(inOrder).orElse(null);
      Long cut = cuts == null || cuts.nextBoolean() ? null : cuts.nextInt(50) - 5L;
      boolean isCut = cut != null && (reached == null || inOrder.compare(cut, reached) < 0);
      Long last = isCut ? cut : reached;
      taken.stream()
          .filter(one -> last == null || inOrder.compare(one.timeMicros(), last) <= 0)
          .sorted(comparator(order))
          .takeWhile(one -> rounds.add((int) (one.seriesId() / 10), one.timeMicros()))
          .forEach(page::add);
      if (isCut) {
        rounds.endAtBlocks(cut);
      } else {
        rounds.end(reached);
      }
      return read;
    }

    private int look(
        Rounds rounds, Order order, int place, List<ReadingPosition> taken, List<Long> ends) {
      TimeRange range = rounds.rangeOf(place);
      long count = 0;
      long behindFirst = 0;
      int read = 0;
      for (List<Long> one : chunks(place, range, order)) {
        read += one.size();
        behindFirst += count++ == 0 ? 0 : one.size();
        long end = order == Order.ASC ? one.get(one.size() - 1) : one.get(0);
        rounds.chunk(place, one.size(), end);
        one.stream()
            .filter(time -> time >= range.from() && time < range.to())
            .forEach(time -> taken.add(new ReadingPosition(time, 10L * place)));
        if (count == rounds.chunkLimitOf(place) || behindFirst >= rounds.shareOf(place)) {
          ends.add(end);
          break;
        }
      }
      return read;
    }

    /** Those that overlap the range. */
    private List<List<Long>> chunks(int place, TimeRange range, Order order) {
      List<Long> all = times.get(place);
      List<List<Long>> chunks = new ArrayList<>();
      for (int from = 0; from < all.size(); from += chunk) {
        List<Long> one = all.subList(from, Math.min(all.size(), from + chunk));
        if (one.get(0) < range.to() && one.get(one.size() - 1) >= range.from()) {
          chunks.add(order == Order.ASC ? chunks.size() : 0, one);
        }
      }
      return chunks;
    }

    List<ReadingPosition> sorted(Order order) {
      return IntStream.range(0, times.size())
          .boxed()
          .flatMap(place -> times.get(place).stream().map(t -> new ReadingPosition(t, 10L * place)))
          .sorted(comparator(order))
          .toList();
    }

    private static Comparator<ReadingPosition> comparator(Order order) {
      Comparator<ReadingPosition> ascending =
          Comparator.comparingLong(ReadingPosition::timeMicros)
              .thenComparingLong(ReadingPosition::seriesId);
      return order == Order.ASC ? ascending : ascending.reversed();
    }
  }
}
