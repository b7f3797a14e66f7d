package dev.tidewire.processing.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.frame.ReadingColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TimeCutTest {
  private static final long NOW = 1_763_769_600_000_000L;
  private static final long HOUR = 3_600_000_000L;

  @Provide
  static Arbitrary<List<Long>> times() {
    Arbitrary<Long> near = Arbitraries.longs().between(NOW - HOUR / 2, NOW + HOUR / 2);
    Arbitrary<Long> around = Arbitraries.longs().between(NOW - 3 * HOUR, NOW + 3 * HOUR);
    Arbitrary<Long> limits = Arbitraries.of(NOW, NOW - HOUR, NOW - HOUR - 1, NOW + HOUR + 1);
    Arbitrary<Long> any =
        Arbitraries.longs().between(ReadingTime.MIN_MICROS, ReadingTime.MAX_MICROS);
    return Arbitraries.frequencyOf(
            Tuple.of(20, near), Tuple.of(4, around), Tuple.of(3, limits), Tuple.of(1, any))
        .list()
        .ofMinSize(1)
        .ofMaxSize(200);
  }

  @Property
  void parts_areThoseOfANaiveTwin(
      @ForAll("times") List<Long> times,
      @ForAll @IntRange(min = 0, max = 3) int before,
      @ForAll @IntRange(min = 1, max = 40) int most) {
    // Given
    ReadingColumns readings = readings(times);
    Slice slice = new Slice(Math.min(before, times.size() - 1), times.size());

    // When
    List<List<Reading>> parts = parts(readings, slice, most);

    // Then
    List<Reading> all = Reading.all(readings).subList(slice.from(), slice.to());
    assertThat(parts).isEqualTo(naive(all, most));
  }

  private static List<List<Reading>> naive(List<Reading> all, int most) {
    LongSummaryStatistics micros = all.stream().mapToLong(Reading::micros).summaryStatistics();
    if (micros.getMax() - micros.getMin() <= HOUR) {
      return even(all, most);
    }
    long middle = middle(all);
    List<List<Reading>> parts = new ArrayList<>();
    parts.addAll(even(those(all, time -> time < middle - HOUR), most));
    parts.addAll(even(those(all, time -> Math.abs(time - middle) <= HOUR), most));
    parts.addAll(even(those(all, time -> time > middle + HOUR), most));
    return parts;
  }

  private static long middle(List<Reading> all) {
    int size = Math.min(63, all.size());
    return IntStream.range(0, size)
        .mapToLong(i -> all.get(i * all.size() / size).micros())
        .sorted()
        .skip(size / 2)
        .findFirst()
        .orElseThrow();
  }

  private static List<Reading> those(List<Reading> all, LongPredicate times) {
    return all.stream().filter(one -> times.test(one.micros())).toList();
  }

  private static List<List<Reading>> even(List<Reading> all, int most) {
    int parts = (all.size() + most - 1) / most;
    return IntStream.range(0, parts)
        .mapToObj(i -> all.subList(all.size() * i / parts, all.size() * (i + 1) / parts))
        .toList();
  }

  /** Of what polls usually have nothing is copied. */
  @Test
  void readingsOfOneHour_stayWhereTheyAre() {
    // Given
    ReadingColumns readings = readings(List.of(NOW, NOW + HOUR, NOW + 1));
    List<ReadingColumns> taken = new ArrayList<>();

    // When
    TimeCut.cut(readings, new Slice(0, 3), 2, (some, part) -> taken.add(some));

    // Then
    assertThat(taken).hasSize(2).allMatch(some -> some == readings);
  }

  @Test
  void farReadings_makeAtMostTwoMoreParts() {
    // Given
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      long far = i % 40 == 0 ? -i * 24 * HOUR : i % 50 == 0 ? i * 24 * HOUR : 0;
      times.add(NOW + i + far);
    }

    // When
    List<List<Reading>> parts = parts(readings(times), new Slice(0, 1_500), 1_500);

    // Then
    assertThat(parts).extracting(List::size).containsExactly(37, 1_441, 22);
  }

  private static ReadingColumns readings(List<Long> times) {
    ReadingColumns readings = new ReadingColumns(times.size());
    for (int i = 0; i < times.size(); i++) {
      readings.add(i, times.get(i), -i);
    }
    return readings;
  }

  private static List<List<Reading>> parts(ReadingColumns readings, Slice slice, int most) {
    List<List<Reading>> parts = new ArrayList<>();
    TimeCut.cut(
        readings,
        slice,
        most,
        (some, part) -> parts.add(Reading.all(some).subList(part.from(), part.to())));
    return parts;
  }
}
