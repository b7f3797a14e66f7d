package dev.tidewire.query.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private static final TimeRange RANGE = new TimeRange(0, 1_000_000);

  @Property(tries = 3000)
  void aPageIsWhatSortingEverythingGives(
      @ForAll("times") List<List<Long>> times,
      @ForAll Order order,
      @ForAll @IntRange(min = 1, max = 30) int limit,
      @ForAll @IntRange(max = 40) int start) {
    // Given
    Stored stored = new Stored(times);
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

  @Property(tries = 500)
  void eachRoundReadsASmallMultipleOfThePage(
      @ForAll("times") List<List<Long>> times,
      @ForAll Order order,
      @ForAll @IntRange(min = 1, max = 30) int limit) {
    // When
    Page page = new Stored(times).page(order, null, limit);
    // Then
    assertThat(page.read).allMatch(read -> read <= 3 * (limit + 1) + 3 * times.size());
    assertThat(page.read).hasSizeLessThanOrEqualTo(2 + log2(times.size()));
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
    assertThat(page.read.stream().mapToInt(read -> read).sum()).isLessThan(6 * 10_000);
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

  private static int log2(int value) {
    return 32 - Integer.numberOfLeadingZeros(value);
  }

  private record Page(Rounds rounds, List<ReadingPosition> readings, List<Integer> read) {}

  /** What Postgres does, over lists. */
  private record Stored(List<List<Long>> times) {
    Stored(List<List<Long>> times) {
      this.times = times.stream().map(one -> one.stream().distinct().sorted().toList()).toList();
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
      List<ReadingPosition> taken =
          IntStream.range(0, times.size())
              .boxed()
              .flatMap(place -> share(rounds, order, place))
              .sorted(comparator(order))
              .toList();
      taken.stream()
          .limit(rounds.most())
          .filter(one -> rounds.add((int) (one.seriesId() / 10), one.timeMicros()))
          .forEach(page::add);
      rounds.end();
      return taken.size();
    }

    private Stream<ReadingPosition> share(Rounds rounds, Order order, int place) {
      TimeRange range = rounds.rangeOf(place);
      return times.get(place).stream()
          .filter(time -> time >= range.from() && time < range.to())
          .map(time -> new ReadingPosition(time, 10L * place))
          .sorted(comparator(order))
          .limit(rounds.shareOf(place));
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
